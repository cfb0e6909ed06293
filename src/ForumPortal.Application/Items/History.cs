using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Items;

internal static class History
{
    /// <summary>What the history says of a change that happens once; empty where it has not.</summary>
    public static async Task<string> Detail(Work work, long itemId, EventKind kind) =>
        await work.First<string>("SELECT detail FROM event WHERE item_id = @itemId AND kind = @kind", new { itemId, kind }) ?? "";
}

/// <summary>Plans what an item that wants something of its readers tells of itself: when it opens, a day before the time is up, and when it is.</summary>
internal static class Reminders
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(24);

    public static void Plan(Work work, long item, DateTimeOffset? opensAt, DateTimeOffset until, EventKind wanted, EventKind due, EventKind overdue)
    {
        var opens = opensAt > work.Now ? opensAt.Value : work.Now;
        work.Raise(new Event(wanted) { ItemId = item }, opens);
        if (until - Before > opens) work.Raise(new Event(due) { ItemId = item }, until - Before);
        work.Raise(new Event(overdue) { ItemId = item }, until);
    }
}

internal static class Revisions
{
    public static Task Add(Work work, long itemId, long revision, string title, string summary, string body, string note) =>
        work.Execute(
            """
            INSERT INTO item_revision (item_id, revision, title, summary, body, note, author_id, created_at)
            VALUES (@itemId, @revision, @title, @summary, @body, @note, @member, @now)
            """,
            new { itemId, revision, title, summary, body, note, member = work.Caller.Reader.MemberId, now = work.Now });
}
