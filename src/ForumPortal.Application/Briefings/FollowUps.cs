using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Briefings;

/// <summary>Asks the unnamed originator of an item something; everyone who can read the item reads it.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Body">The question, in Markdown; at most 5,000 characters.</param>
[Requires(Permission.Read)]
public sealed record AskOriginator(string Reference, string Body) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => FollowUps.Errors(Body);
}

/// <summary>Answers a question as the unnamed originator.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Question">The question, by reference.</param>
/// <param name="Body">The answer, in Markdown; at most 5,000 characters.</param>
[Requires(Permission.Publish)]
public sealed record AnswerAsOriginator(string Reference, string Question, string Body) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => FollowUps.Errors(Body);
}

/// <summary>The questions to the unnamed originator of an item, with its answers; none where the originator is named.</summary>
/// <param name="Reference">The item.</param>
[Requires(Permission.Read)]
public sealed record ReadFollowUps(string Reference) : IQuery<FollowUpThread>;

/// <summary>The thread of an unattributed item.</summary>
/// <param name="Questions">The questions, the first first.</param>
/// <param name="MayAsk">Whether the caller may ask.</param>
/// <param name="MayAnswer">Whether the caller answers as the originator.</param>
public sealed record FollowUpThread(IReadOnlyList<FollowUpQuestion> Questions, bool MayAsk, bool MayAnswer);

/// <summary>A question to the unnamed originator.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="By">Who asked, as far as the caller may see people; else that it was a reader.</param>
/// <param name="Body">The question, in Markdown.</param>
/// <param name="At">When, UTC, to the hour.</param>
/// <param name="Answers">The originator's answers, in Markdown, the first first, each with its hour.</param>
public sealed record FollowUpQuestion(string Reference, string By, string Body, DateTimeOffset At, IReadOnlyList<FollowUpAnswer> Answers);

/// <summary>An answer of the unnamed originator.</summary>
/// <param name="Body">The answer, in Markdown.</param>
/// <param name="At">When, UTC, to the hour.</param>
public sealed record FollowUpAnswer(string Body, DateTimeOffset At);

/// <summary>Somebody asked, or the originator answered.</summary>
/// <param name="BriefingId">About which item.</param>
/// <param name="QuestionId">The question that was answered; null where one was asked.</param>
public sealed record FollowedUp(long BriefingId, long? QuestionId) : IEvent;

internal static class FollowUps
{
    private const int Longest = 5_000;

    public static IEnumerable<FieldError> Errors(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) yield return new("question", "Write something.");
        if (body.Length > Longest) yield return new("question", $"The text has {body.Length:N0} characters; the longest is {Longest:N0}. Shorten it.");
    }

    public static async Task<(OpenedBriefing Briefing, Admission Admission)> Find(Work work, string reference)
    {
        var (briefing, admission) = await Briefing.Find(work, reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        if (!briefing.IsUnattributed) throw new ConflictException("Its originator is named, so ask them directly.");
        if (admission.Access != Access.Full) throw new ConflictException("It was withdrawn or has expired, so nothing can be asked or answered any more.");
        await WorkingGroup.DemandPlaceAtWork(work, briefing.GroupId);
        return (briefing, admission);
    }

    public static async Task Add(Work work, OpenedBriefing briefing, long? question, string body)
    {
        await ContentRules.DemandNoPersonalData(work, "", "", body, ownContacts: false, briefing.Attribution);
        await work.Execute(
            "INSERT INTO follow_up (id, ref, briefing_id, question_id, author_id, body, at) VALUES (@id, @reference, @briefing, @question, @author, @body, @now)",
            new { id = Ids.Next(work.Now), reference = Ids.Reference(), briefing = briefing.Id, question, author = work.Caller.Reader.MemberId, body, now = work.Now });
        work.Raise(new FollowedUp(briefing.Id, question));
    }
}

internal sealed class AskOriginatorHandler(Work work) : IRequestHandler<AskOriginator, bool>
{
    public async Task<bool> Handle(AskOriginator request, CancellationToken cancellation)
    {
        var (briefing, admission) = await FollowUps.Find(work, request.Reference);
        if (Briefing.IsOwn(admission)) throw new ConflictException("Your own organization published it, so there is nobody to ask.");
        await FollowUps.Add(work, briefing, question: null, request.Body);
        work.Record(briefing.Event("briefing.question-asked", admission));
        return true;
    }
}

internal sealed class AnswerAsOriginatorHandler(Work work) : IRequestHandler<AnswerAsOriginator, bool>
{
    public async Task<bool> Handle(AnswerAsOriginator request, CancellationToken cancellation)
    {
        var (briefing, admission) = await FollowUps.Find(work, request.Reference);
        if (!Briefing.IsOwn(admission)) throw new ForbiddenException("Only its originator answers.");
        var question = await work.Value<long?>(
            "SELECT id FROM follow_up WHERE ref = @reference AND briefing_id = @briefing AND question_id IS NULL",
            new { reference = request.Question, briefing = briefing.Id }) ?? throw new NotFoundException();
        await FollowUps.Add(work, briefing, question, request.Body);
        await work.Execute(
            """
            UPDATE notice SET dismissed_at = @now WHERE member_id = @author AND dismissed_at IS NULL AND briefing_id = @briefing AND event = @asked
              AND NOT EXISTS (SELECT 1 FROM follow_up q WHERE q.briefing_id = @briefing AND q.question_id IS NULL AND NOT EXISTS (SELECT 1 FROM follow_up a WHERE a.question_id = q.id))
            """,
            new { now = work.Now, author = briefing.AuthorId, briefing = briefing.Id, asked = BriefingChange.QuestionAsked });
        work.Record(briefing.Event("briefing.question-answered"));
        return true;
    }
}

internal sealed class ReadFollowUpsHandler(Work work) : IRequestHandler<ReadFollowUps, FollowUpThread>
{
    public async Task<FollowUpThread> Handle(ReadFollowUps request, CancellationToken cancellation)
    {
        var (briefing, admission) = await Briefing.Find(work, request.Reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        if (!briefing.IsUnattributed || !admission.OpensContent) return new FollowUpThread([], MayAsk: false, MayAnswer: false);
        var rows = await work.All<Row>(
            $"""
            SELECT f.id, f.ref AS reference, f.question_id, f.body, f.at, m.id AS member_id, m.name, o.name AS organization,
                   CASE WHEN {AudienceResolution.OrganizationIsVisible} AND {AudienceResolution.PersonIsVisible} THEN 1 ELSE 0 END AS is_visible
            FROM follow_up f JOIN member m ON m.id = f.author_id JOIN organization o ON o.id = m.organization_id
            WHERE f.briefing_id = @id ORDER BY f.id
            """,
            new { id = briefing.Id, ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId });
        var answers = rows.Where(row => row.QuestionId is not null).ToLookup(row => row.QuestionId!.Value, row => new FollowUpAnswer(row.Body, Ids.Hour(row.At)));

        // Who is in a group whose members do not see each other is not told here either.
        var hidden = briefing.GroupIsHidden != 0;
        var isOwn = Briefing.IsOwn(admission);
        var isOpen = admission.Access == Access.Full && await WorkingGroup.IsPlaceAtWork(work, briefing.GroupId);
        return new FollowUpThread(
            [
                .. rows.Where(row => row.QuestionId is null).Select(row => new FollowUpQuestion(
                    row.Reference, row.MemberId == work.Caller.Reader.MemberId || (row.IsVisible == 1 && !hidden) ? $"{row.Name}, {row.Organization}" : "A reader",
                    row.Body, Ids.Hour(row.At), [.. answers[row.Id]])),
            ],
            MayAsk: isOpen && !isOwn && admission.Ground != ReadingGround.Public, MayAnswer: isOpen && isOwn);
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public long? QuestionId { get; init; }
        public string Body { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public long MemberId { get; init; }
        public string Name { get; init; } = "";
        public string Organization { get; init; } = "";
        public long IsVisible { get; init; }
    }
}

/// <summary>Tells the originator of a question, and whoever asked of its answer.</summary>
internal sealed class TellOfFollowUp(Work work) : IEventHandler<FollowedUp>
{
    public async Task Handle(FollowedUp one, CancellationToken cancellation)
    {
        var (change, reader) = one.QuestionId is { } question
            ? (BriefingChange.QuestionAnswered, await work.Value<long>("SELECT author_id FROM follow_up WHERE id = @question", new { question }))
            : (BriefingChange.QuestionAsked, await work.Value<long>("SELECT author_id FROM briefing WHERE id = @id", new { id = one.BriefingId }));
        await Notices.Tell(work, one.BriefingId, change, reader);
    }
}
