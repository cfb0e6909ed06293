using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Discussions;

/// <summary>A topic of a working group as it is stored. Found only as a reader: lookup is the check.</summary>
internal sealed class Topic
{
    private const string Columns =
        "t.id, t.ref AS reference, t.group_id, t.originator_id, t.author_id, t.label, t.audience, t.title, t.body, t.position, t.created_at, t.withdrawn_at, t.withdrawn_reason";

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long GroupId { get; init; }
    public long OriginatorId { get; init; }
    public long AuthorId { get; init; }
    public TlpLabel Label { get; init; }
    public string Audience { get; init; } = "";
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
    public long Position { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? WithdrawnReason { get; init; }

    public Admission Admits(Work work) =>
        AudienceText.Read(Audience).Admits(new ItemFacts(OriginatorId, AuthorId, Label, GroupId, null, null, WithdrawnAt), work.Caller.Reader, false, work.Now);

    /// <summary>Finds it with its group, as the caller: not there and not visible are the same answer, after the same statements.</summary>
    public static async Task<(Topic Topic, WorkingGroup Group, Admission Admission)> Find(Work work, string reference)
    {
        var topic = await work.First<Topic>($"SELECT {Columns} FROM topic t WHERE t.ref = @reference", new { reference });
        var admission = topic?.Admits(work) ?? Admission.Refused;
        return admission.IsVisible ? (topic!, await WorkingGroup.Load(work, topic!.GroupId), admission) : throw new NotFoundException();
    }

    /// <summary>Those of a group, the last added to first; the evaluator still decides on each.</summary>
    public static Task<IReadOnlyList<Topic>> Newest(Work work, long groupId, long before, int most) =>
        work.All<Topic>(
            $"SELECT {Columns} FROM topic t WHERE t.group_id = @groupId AND t.position < @before ORDER BY t.position DESC, t.id DESC {work.Dialect.Limit(most)}",
            new { groupId, before });
}
