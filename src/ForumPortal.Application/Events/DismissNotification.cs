using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Events;

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
