using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;

namespace ForumPortal.Application.Posts;

/// <summary>Asks the unnamed originator of an item something; everyone who can read the item reads it.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Body">The question, in Markdown; at most 5,000 characters.</param>
[Requires(Permission.Read)]
public sealed record AskOriginator(string Reference, [property: Typed("question")] string Body) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => FollowUps.Errors(Body);
}

/// <summary>Answers a question as the unnamed originator.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Question">The question, by reference.</param>
/// <param name="Body">The answer, in Markdown; at most 5,000 characters.</param>
[Requires(Permission.Publish)]
public sealed record AnswerAsOriginator(string Reference, string Question, [property: Typed("question")] string Body) : ICommand<bool>, IValidated
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

internal static class FollowUps
{
    private const int Longest = 5_000;

    public static IEnumerable<FieldError> Errors(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) yield return new("question", "Write something.");
        if (body.Length > Longest) yield return new("question", $"The text has {body.Length:N0} characters; the longest is {Longest:N0}. Shorten it.");
    }

    public static async Task<(OpenedItem Item, Admission Admission)> Find(Work work, string reference)
    {
        var (item, admission) = await Item.Find(work, reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (!item.IsUnattributed) throw new ConflictException("Its originator is named, so ask them directly.");
        if (admission.Access != Access.Full) throw new ConflictException("It was withdrawn or has expired, so nothing can be asked or answered any more.");
        await WorkingGroup.DemandPlaceAtWork(work, item.GroupId);
        return (item, admission);
    }

    public static async Task Add(Work work, OpenedItem item, long? question, string body)
    {
        var (post, _) = await Post.Add(work, item, question is null ? PostKind.Question : PostKind.Answer, body, question);
        work.Raise(question is { } answered
            ? new Event(PostChange.QuestionAnswered) { ItemId = item.Id, PostId = post, ToId = await Post.AuthorOf(work, answered) }
            : new Event(PostChange.QuestionAsked) { ItemId = item.Id, PostId = post, ToId = item.AuthorId });
    }
}

internal sealed class AskOriginatorHandler(Work work) : IRequestHandler<AskOriginator, bool>
{
    public async Task<bool> Handle(AskOriginator request, CancellationToken cancellation)
    {
        var (item, admission) = await FollowUps.Find(work, request.Reference);
        if (Item.IsOwn(admission)) throw new ConflictException("Your own organization published it, so there is nobody to ask.");
        await FollowUps.Add(work, item, question: null, request.Body);
        work.Record(item.Event("briefing.question-asked", admission));
        return true;
    }
}

internal sealed class AnswerAsOriginatorHandler(Work work) : IRequestHandler<AnswerAsOriginator, bool>
{
    public async Task<bool> Handle(AnswerAsOriginator request, CancellationToken cancellation)
    {
        var (item, admission) = await FollowUps.Find(work, request.Reference);
        if (!Item.IsOwn(admission)) throw new ForbiddenException("Only its originator answers.");
        var question = await Post.Find(work, item, request.Question);
        if (question.Kind != PostKind.Question) throw new NotFoundException();
        await FollowUps.Add(work, item, question.Id, request.Body);
        await work.Execute(
            """
            UPDATE notification SET dismissed_at = @now
            WHERE member_id = @author AND dismissed_at IS NULL AND event_id IN (SELECT e.id FROM event e WHERE e.item_id = @item AND e.kind = @asked)
              AND NOT EXISTS (SELECT 1 FROM post q WHERE q.item_id = @item AND q.kind = @question AND NOT EXISTS (SELECT 1 FROM post a WHERE a.answers_id = q.id))
            """,
            new { now = work.Now, author = item.AuthorId, item = item.Id, asked = PostChange.QuestionAsked, question = PostKind.Question });
        work.Record(item.Event("briefing.question-answered"));
        return true;
    }
}

internal sealed class ReadFollowUpsHandler(Work work) : IRequestHandler<ReadFollowUps, FollowUpThread>
{
    public async Task<FollowUpThread> Handle(ReadFollowUps request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (!item.IsUnattributed || !admission.OpensContent) return new FollowUpThread([], MayAsk: false, MayAnswer: false);
        var posts = await Post.Under(work, item);
        var answers = posts.Where(post => post.Kind == PostKind.Answer).ToLookup(post => post.AnswersId!.Value, post => new FollowUpAnswer(post.Body, Ids.Hour(post.CreatedAt)));
        var askers = await VisiblePeople.Names(work, [.. posts.Select(post => post.AuthorId)]);

        // Who is in a group whose members do not see each other is not told here either.
        var hidden = item.GroupIsHidden != 0;
        var isOwn = Item.IsOwn(admission);
        var isOpen = admission.Access == Access.Full && await WorkingGroup.IsPlaceAtWork(work, item.GroupId);
        return new FollowUpThread(
            [
                .. posts.Where(post => post.Kind == PostKind.Question).Select(post => new FollowUpQuestion(
                    post.Reference, askers.TryGetValue(post.AuthorId, out var name) && (post.AuthorId == work.Caller.Reader.MemberId || !hidden) ? name : "A reader",
                    post.Body, Ids.Hour(post.CreatedAt), [.. answers[post.Id]])),
            ],
            MayAsk: isOpen && !isOwn && admission.Ground != ReadingGround.Public, MayAnswer: isOpen && isOwn);
    }
}
