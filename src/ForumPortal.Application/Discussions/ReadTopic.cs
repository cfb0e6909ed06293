using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Discussions;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Discussions;

/// <summary>Opens a topic with its replies.</summary>
/// <param name="Reference">Which.</param>
/// <param name="After">Where the page of replies begins; null for the first.</param>
/// <param name="Reply">A reply that the page shows, by reference; null for any.</param>
[Requires(Permission.Read)]
public sealed record ReadTopic(string Reference, string? After = null, string? Reply = null) : IQuery<TopicPage>;

/// <summary>A topic as its reader sees it.</summary>
public sealed record TopicPage
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The group that it stands in.</summary>
    public required GroupPage Group { get; init; }

    /// <summary>Its label.</summary>
    public required TlpLabel Label { get; init; }

    /// <summary>Its title; empty where it was withdrawn.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its text in Markdown; empty likewise.</summary>
    public string Body { get; init; } = "";

    /// <summary>Who opened it.</summary>
    public required PostAuthor Author { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it was withdrawn; null where it stands.</summary>
    public required string? Withdrawn { get; init; }

    /// <summary>One page of replies, the first first.</summary>
    public IReadOnlyList<ReplyRow> Replies { get; init; } = [];

    /// <summary>Whether the page begins with the topic itself.</summary>
    public bool IsBeginning { get; init; }

    /// <summary>Where the next page begins; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the reader may add to it.</summary>
    public bool MayReply { get; init; }

    /// <summary>Whether the reader may withdraw it: its author, the chair or the deputy.</summary>
    public bool MayWithdraw { get; init; }
}

/// <summary>A reply.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Body">Its text in Markdown; empty where it was withdrawn.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="Withdrawn">Why it was withdrawn; null where it stands.</param>
/// <param name="MayWithdraw">Whether the reader may withdraw it.</param>
public sealed record ReplyRow(string Reference, string Body, PostAuthor Author, DateTimeOffset CreatedAt, string? Withdrawn, bool MayWithdraw);

internal sealed class ReadTopicHandler(Work work, Cursor cursor) : IRequestHandler<ReadTopic, TopicPage>
{
    private const int PageSize = 50;

    private readonly Cursor cursor = cursor.For("replies");

    public async Task<TopicPage> Handle(ReadTopic request, CancellationToken cancellation)
    {
        var (topic, group, admission) = await Topics.Find(work, request.Reference);
        var people = await GroupPeople.Of(work, group);
        var isAtWork = group.IsAtWork(work);
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member) with { IsLed = group.IsLedBy(work.Caller.Reader.MemberId), OwnAlias = group.Charter.IsHidden ? people[work.Caller.Reader.MemberId].Alias : null };
        var answer = new TopicPage
        {
            Reference = topic.Reference,
            Group = page,
            Label = topic.Label,
            Author = PostAuthor.Of(people[topic.AuthorId], group),
            CreatedAt = topic.PublishedAt,
            Withdrawn = topic.WithdrawnReason,
        };
        if (!admission.OpensContent) return answer;

        var text = await Item.Text(work, topic);
        Readings.Note(work, topic, admission, topic.Revision);
        var begins = request.Reply is { Length: > 0 } reply
            ? await Post.BeginningOfPage(work, topic, await Post.Find(work, topic, reply), PageSize)
            : cursor.Read(work, request, request.After) ?? 0;
        var rows = await Post.Under(work, topic, begins, PageSize + 1);
        bool MayWithdraw(long author) => isAtWork && (author == work.Caller.Reader.MemberId || group.IsLedBy(work.Caller.Reader.MemberId));
        return answer with
        {
            Title = topic.Title,
            Body = text,
            Replies =
            [
                .. rows.Take(PageSize).Select(row => new ReplyRow(
                    row.Reference, row.WithdrawnReason is null ? row.Body : "", PostAuthor.Of(people[row.AuthorId], group), row.CreatedAt, row.WithdrawnReason, row.WithdrawnReason is null && MayWithdraw(row.AuthorId))),
            ],
            IsBeginning = begins == 0,
            Next = rows.Count > PageSize ? cursor.Write(work, request with { Reply = null }, request.After, rows[PageSize - 1].Id) : null,
            MayReply = isAtWork,
            MayWithdraw = MayWithdraw(topic.AuthorId),
        };
    }
}

/// <summary>The topics of a working group, the last added to first.</summary>
/// <param name="Group">The group's reference.</param>
/// <param name="After">Where the page begins; null for the first.</param>
[Requires(Permission.Read)]
public sealed record ListTopics(string Group, string? After = null) : IQuery<TopicList>;

/// <summary>One page of topics.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record TopicList(GroupPage Group, IReadOnlyList<TopicRow> Rows, string? Next);

/// <summary>A topic in a list.</summary>
public sealed record TopicRow
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Its label.</summary>
    public required TlpLabel Label { get; init; }

    /// <summary>Its title; empty where it was withdrawn.</summary>
    public required string Title { get; init; }

    /// <summary>Who opened it.</summary>
    public required PostAuthor Author { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many replies, at the most 99.</summary>
    public required long Replies { get; init; }

    /// <summary>Whether it was withdrawn.</summary>
    public required bool IsWithdrawn { get; init; }
}

internal sealed class ListTopicsHandler(Work work, Cursor cursor) : IRequestHandler<ListTopics, TopicList>
{
    private const int PageSize = 20;
    private const int MostCounted = 99;

    private readonly Cursor cursor = cursor.For("topics");

    public async Task<TopicList> Handle(ListTopics request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Group);
        var people = await GroupPeople.Of(work, group);
        var topics = await Item.InGroup(work, group.Id, DiscussionKinds.Topic, cursor.Read(work, request, request.After) ?? long.MaxValue, PageSize + 1);
        var rows = new List<TopicRow>();
        var replies = await Post.Count(work, [.. topics.Take(PageSize).Select(topic => topic.Id)], MostCounted);
        foreach (var topic in topics.Take(PageSize))
        {
            var admission = topic.Admits(work);
            if (!admission.IsVisible) continue;
            rows.Add(new TopicRow
            {
                Reference = topic.Reference,
                Label = topic.Label,
                Title = admission.Access == Access.Full ? topic.Title : "",
                Author = PostAuthor.Of(people[topic.AuthorId], group),
                CreatedAt = topic.PublishedAt,
                Replies = replies[topic.Id],
                IsWithdrawn = topic.WithdrawnAt is not null,
            });
        }
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        return new TopicList(page, rows, cursor.Write(work, request, request.After, topics.Count > PageSize ? topics[PageSize - 1].PlaceInGroup : null));
    }
}
