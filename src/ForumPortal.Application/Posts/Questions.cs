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

/// <summary>
/// Asks something under an item whose originator is not named; everyone who can read the item reads it. Answers whether it is posted: as the originator it is
/// handed in, and posted at a random moment.
/// </summary>
/// <param name="Reference">The item.</param>
/// <param name="Body">The question, in Markdown; at most 5,000 characters.</param>
/// <param name="As">Under which name; who can choose must.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record AskQuestion(string Reference, [property: Typed("question")] string Body, PostedAs? As = null) : ICommand<bool>, IValidated
{
    /// <summary>As the originator: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => FollowUps.Errors(Body, SpanHours);
}

/// <summary>Says something to a question; whoever reads the item may. Answers whether it is posted, likewise.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Question">The question, by reference.</param>
/// <param name="Body">The answer, in Markdown; at most 5,000 characters.</param>
/// <param name="As">Under which name; who can choose must.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record AnswerQuestion(string Reference, string Question, [property: Typed("question")] string Body, PostedAs? As = null) : ICommand<bool>, IValidated
{
    /// <summary>As the originator: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => FollowUps.Errors(Body, SpanHours);
}

/// <summary>The questions under an item whose originator is not named, with their answers; none where it is named.</summary>
/// <param name="Reference">The item.</param>
[Requires(Permission.Read)]
public sealed record ReadFollowUps(string Reference) : IQuery<FollowUpThread>;

/// <summary>The thread of an unattributed item.</summary>
/// <param name="Questions">The questions, the first first.</param>
/// <param name="MayWrite">Whether the caller may ask and answer.</param>
/// <param name="Names">Under which names the caller writes: whoever has more than their own chooses at each post.</param>
public sealed record FollowUpThread(IReadOnlyList<FollowUpQuestion> Questions, bool MayWrite, IReadOnlyList<PostedAs> Names);

/// <summary>What was asked or answered.</summary>
/// <param name="By">Who wrote it, as far as the caller may see people: a name, "the originator" or "a reader".</param>
/// <param name="Body">The text, in Markdown.</param>
/// <param name="At">When, UTC, to the hour.</param>
public record FollowUp(string By, string Body, DateTimeOffset At);

/// <summary>A question with its answers.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="By">Who asked, likewise.</param>
/// <param name="Body">The text, in Markdown.</param>
/// <param name="At">When, UTC, to the hour.</param>
/// <param name="Answers">What was said to it, the first first.</param>
public sealed record FollowUpQuestion(string Reference, string By, string Body, DateTimeOffset At, IReadOnlyList<FollowUp> Answers) : FollowUp(By, Body, At);

/// <summary>The acts under an item that can wait for their moment.</summary>
internal static class PostActs
{
    public static IReadOnlyList<DeferredKind> Deferred { get; } =
        [new DeferredKind<AskQuestion, bool>("question") { Name = "Question as the originator" }, new DeferredKind<AnswerQuestion, bool>("answer") { Name = "Answer as the originator" }];
}

internal static class FollowUps
{
    private const int Longest = 5_000;

    public static IEnumerable<FieldError> Errors(string body, int spanHours)
    {
        if (string.IsNullOrWhiteSpace(body)) yield return new("question", "Write something.");
        if (body.Length > Longest) yield return new("question", $"The text has {body.Length:N0} characters; the longest is {Longest:N0}. Shorten it.");
        if (EffectSpan.Fault(spanHours) is { } fault) yield return new("span", fault);
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

    /// <summary>Posts it under the name that was chosen; keeps it for its moment where that is the originator's.</summary>
    public static async Task<bool> Post(Work work, OpenedItem item, Admission admission, object request, string body, PostedAs? chosen, int spanHours, Post? question)
    {
        var names = Names(work, item, admission);
        var asOriginator = chosen == PostedAs.Originator;
        if (asOriginator && !names.Contains(PostedAs.Originator)) throw new ForbiddenException("Only its originator writes as the originator.");
        if (chosen is null && names.Contains(PostedAs.Originator)) throw new InvalidException("as", "Choose under which name you write.");
        if (!asOriginator && !names.Contains(PostedAs.OwnName)) throw new InvalidException("as", "You can read this only because your organization published it, so your own name would say whose it is. Write as the originator.");
        if (asOriginator)
        {
            var authors = await Anonymity.DemandStill(work, item);
            if (work.Caller.Effect is null)
            {
                await DeferredActs.Keep(work, request, new Deferral(spanHours) { ItemId = item.Id });
                return false;
            }
            await PossibleAuthors.DemandPresence(work, authors);
        }
        var (post, _) = await Posts.Post.Add(work, item, question is null ? PostKind.Question : PostKind.Answer, body, question?.Id, asOriginator);
        Tell(work, item, post, question);
        var action = question is null ? "briefing.question-asked" : "briefing.question-answered";
        work.Record(asOriginator ? item.Event(action) : item.Event(action, admission));
        return true;
    }

    /// <summary>Under which names somebody writes. Who reads an item on no ground but having published it would unmask it by their own.</summary>
    public static IReadOnlyList<PostedAs> Names(Work work, Item item, Admission admission) =>
        !Item.IsOwn(admission) ? [PostedAs.OwnName]
        : item.AdmitsByGrant(work, work.Caller.Reader).Access == Access.Full ? [PostedAs.OwnName, PostedAs.Originator] : [PostedAs.Originator];

    // Who wrote it is not told of their own post. That a question was asked is told to the author, whoever asked; that it was answered, to who asked.
    private static void Tell(Work work, OpenedItem item, long post, Post? question)
    {
        var self = work.Caller.Reader.MemberId;
        if (question is not null && question.AuthorId != self) work.Raise(new Event(PostChange.QuestionAnswered) { ItemId = item.Id, PostId = post, ToId = question.AuthorId });
        if (question is null) work.Raise(new Event(PostChange.QuestionAsked) { ItemId = item.Id, PostId = post, ToId = item.AuthorId == self ? null : item.AuthorId });
    }
}

internal sealed class AskQuestionHandler(Work work) : IRequestHandler<AskQuestion, bool>
{
    public async Task<bool> Handle(AskQuestion request, CancellationToken cancellation)
    {
        var (item, admission) = await FollowUps.Find(work, request.Reference);
        return await FollowUps.Post(work, item, admission, request, request.Body, request.As, request.SpanHours, question: null);
    }
}

internal sealed class AnswerQuestionHandler(Work work) : IRequestHandler<AnswerQuestion, bool>
{
    public async Task<bool> Handle(AnswerQuestion request, CancellationToken cancellation)
    {
        var (item, admission) = await FollowUps.Find(work, request.Reference);
        var question = await Post.Find(work, item, request.Question);
        if (question.Kind != PostKind.Question) throw new NotFoundException();
        if (!await FollowUps.Post(work, item, admission, request, request.Body, request.As, request.SpanHours, question)) return false;
        await work.Execute(
            """
            UPDATE notification SET dismissed_at = @now
            WHERE member_id = @author AND dismissed_at IS NULL AND event_id IN (SELECT e.id FROM event e WHERE e.item_id = @item AND e.kind = @asked)
              AND NOT EXISTS (SELECT 1 FROM post q WHERE q.item_id = @item AND q.kind = @question AND NOT EXISTS (SELECT 1 FROM post a WHERE a.answers_id = q.id AND a.as_originator = 1))
            """,
            new { now = work.Now, author = item.AuthorId, item = item.Id, asked = PostChange.QuestionAsked, question = PostKind.Question });
        return true;
    }
}

internal sealed class ReadFollowUpsHandler(Work work) : IRequestHandler<ReadFollowUps, FollowUpThread>
{
    public async Task<FollowUpThread> Handle(ReadFollowUps request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (!item.IsUnattributed || !admission.OpensContent) return new FollowUpThread([], MayWrite: false, []);
        var posts = await Post.Under(work, item);
        var names = await VisiblePeople.Names(work, [.. posts.Where(post => post.AsOriginator == 0).Select(post => post.AuthorId)]);

        // Who is in a group whose members do not see each other is not told here either.
        var hidden = item.GroupIsHidden != 0;
        string By(Post post) => post.AsOriginator == 1 ? "The originator"
            : names.TryGetValue(post.AuthorId, out var name) && (post.AuthorId == work.Caller.Reader.MemberId || !hidden) ? name : "A reader";
        var answers = posts.Where(post => post.Kind == PostKind.Answer).ToLookup(post => post.AnswersId!.Value, post => new FollowUp(By(post), post.Body, Ids.Hour(post.CreatedAt)));
        var isOpen = admission.Access == Access.Full && await WorkingGroup.IsPlaceAtWork(work, item.GroupId);
        return new FollowUpThread(
            [.. posts.Where(post => post.Kind == PostKind.Question).Select(post => new FollowUpQuestion(post.Reference, By(post), post.Body, Ids.Hour(post.CreatedAt), [.. answers[post.Id]]))],
            MayWrite: isOpen && admission.Ground != ReadingGround.Public, FollowUps.Names(work, item, admission));
    }
}
