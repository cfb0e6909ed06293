using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Discussions;

/// <summary>Withdraws a topic or a reply for good, with a reason that its readers see: its author does, the chair or the deputy.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Reply">The reply; null for the topic itself.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
[Requires(Permission.Read)]
public sealed record WithdrawPost(string Topic, string? Reply, string Reason) : ICommand<bool>, IValidated
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
        var (topic, group, _) = await Topic.Find(work, request.Topic);
        group.DemandAtWork(work);
        await PostRules.DemandNoPersonalData(work, "", request.Reason);
        var reply = request.Reply is { } reference
            ? await work.First<Reply>("SELECT id, author_id FROM reply WHERE ref = @reference AND topic_id = @topic", new { reference, topic = topic.Id }) ?? throw new NotFoundException()
            : null;
        var (author, table, id) = reply is null ? (topic.AuthorId, "topic", topic.Id) : (reply.AuthorId, "reply", reply.Id);
        if (author != work.Caller.Reader.MemberId && !group.IsLedBy(work.Caller.Reader.MemberId))
            throw new ForbiddenException("Only who wrote it, the chair and the deputy can withdraw it.");
        var withdrawn = await work.Execute(
            $"UPDATE {table} SET withdrawn_at = @now, withdrawn_reason = @reason WHERE id = @id AND withdrawn_at IS NULL", new { now = work.Now, reason = request.Reason.Trim(), id });
        if (withdrawn == 0) throw new ConflictException("It has been withdrawn already.");
        work.Record(group.Event(reply is null ? "topic.withdrawn" : "topic.reply-withdrawn", "topic", topic.Reference));
        return true;
    }

    private sealed class Reply
    {
        public long Id { get; init; }
        public long AuthorId { get; init; }
    }
}
