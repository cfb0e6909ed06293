using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Items;

/// <summary>Takes a notice off the caller's home page.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record DismissNotice(string Reference) : ICommand<bool>;

internal sealed class DismissNoticeHandler(Work work) : IRequestHandler<DismissNotice, bool>
{
    public async Task<bool> Handle(DismissNotice request, CancellationToken cancellation)
    {
        var found = await work.Execute(
            "UPDATE notice SET dismissed_at = @now WHERE ref = @reference AND member_id = @member AND dismissed_at IS NULL",
            new { now = work.Now, reference = request.Reference, member = work.Caller.Reader.MemberId });
        return found > 0;
    }
}

/// <summary>Tells everyone who has read the item what happened to it; each is shown only what the evaluator still admits.</summary>
internal static class Notices
{
    public static async Task Tell(Work work, long itemId, ItemChange change)
    {
        var readers = await work.All<long>("SELECT member_id FROM item_reading WHERE item_id = @itemId", new { itemId });
        foreach (var reader in readers) await Add(work, itemId, change, reader);
        work.Raise(new MailRound(itemId, MailEvents.Of(change)));
    }

    /// <summary>Tells one person.</summary>
    public static async Task Tell(Work work, long itemId, ItemChange change, long reader)
    {
        await Add(work, itemId, change, reader);

        // A mail to the unnamed originator alone would name it to whoever carries mail: all who could be it get the same.
        if (change == ItemChange.QuestionAsked) work.Raise(new MailRound(itemId, MailEvent.QuestionAsked));
        else await Mails.ToMember(work, reader, MailEvents.Of(change), item: itemId);
    }

    private static Task<int> Add(Work work, long itemId, ItemChange change, long reader) =>
        work.Execute(
            "INSERT INTO notice (id, ref, member_id, item_id, event, at) VALUES (@id, @reference, @reader, @itemId, @change, @now)",
            new { id = Data.Ids.Next(work.Now), reference = Data.Ids.Reference(), reader, itemId, change, now = work.Now });
}
