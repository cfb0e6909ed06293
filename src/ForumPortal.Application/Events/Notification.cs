using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Events;

/// <summary>What is told to members on their home page. What they may see of it is asked when it is shown.</summary>
internal static class Notification
{
    /// <summary>Tells a member of an event.</summary>
    public static Task Add(Work work, long eventId, long member) =>
        work.Execute(
            "INSERT INTO notification (id, ref, member_id, event_id, at) VALUES (@id, @reference, @member, @eventId, @now)",
            new { id = Ids.Next(work.Now), reference = Ids.Reference(), member, eventId, now = work.Now });
}

/// <summary>Takes a notification off the caller's home page.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record DismissNotification(string Reference) : ICommand<bool>;

internal sealed class DismissNotificationHandler(Work work) : IRequestHandler<DismissNotification, bool>
{
    public async Task<bool> Handle(DismissNotification request, CancellationToken cancellation) =>
        await work.Execute(
            "UPDATE notification SET dismissed_at = @now WHERE ref = @reference AND member_id = @member AND dismissed_at IS NULL",
            new { now = work.Now, reference = request.Reference, member = work.Caller.Reader.MemberId }) > 0;
}
