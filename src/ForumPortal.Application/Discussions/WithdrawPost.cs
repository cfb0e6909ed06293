using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Discussions;

/// <summary>Withdraws a topic or a reply for good, with a reason that its readers see: its author does, the chair or the deputy.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Reply">The reply; null for the topic itself.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
[Requires(Permission.Read)]
public sealed record WithdrawPost(string Topic, string? Reply, [property: Typed("reason")] string Reason) : ICommand<bool>, IValidated
{
    private const int LongestReason = 1_000;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason: it stands in the place of the text.");
        if (Reason.Length > LongestReason) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {LongestReason}. Shorten it.");
    }
}

internal sealed class WithdrawPostHandler(Work work) : IRequestHandler<WithdrawPost, bool>
{
    public async Task<bool> Handle(WithdrawPost request, CancellationToken cancellation)
    {
        var (topic, group, _) = await Topics.Find(work, request.Topic);
        group.DemandAtWork(work);
        var reply = request.Reply is { } reference ? await Post.Find(work, topic, reference) : null;
        var author = reply?.AuthorId ?? topic.AuthorId;
        if (author != work.Caller.Reader.MemberId && !group.IsLedBy(work.Caller.Reader.MemberId))
            throw new ForbiddenException("Only who wrote it, the chair and the deputy can withdraw it.");
        if (reply is null) await Item.Withdraw(work, topic.Id, request.Reason);
        else await reply.Withdraw(work, request.Reason);
        work.Record(group.Event(reply is null ? "topic.withdrawn" : "topic.reply-withdrawn", "topic", topic.Reference));
        return true;
    }
}
