using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Items;

/// <summary>What happened to an item.</summary>
public enum ItemChange
{
    /// <summary>It was published.</summary>
    Published = 1,

    /// <summary>A new revision replaced the old one.</summary>
    Corrected = 2,

    /// <summary>Its label was lowered or its audience widened.</summary>
    ReleasedOnward = 3,

    /// <summary>Its label was raised or its audience narrowed.</summary>
    Narrowed = 4,

    /// <summary>It was withdrawn.</summary>
    Withdrawn = 5,

    /// <summary>A request was closed with its outcome.</summary>
    Closed = 6,

    /// <summary>Somebody answered a request: for who asked. The notice is about the answer.</summary>
    Answered = 7,

    /// <summary>A reader asked the unnamed originator something: for the originator.</summary>
    QuestionAsked = 8,

    /// <summary>The unnamed originator answered a question: for who asked it.</summary>
    QuestionAnswered = 9,
}

internal static class History
{
    /// <summary>Adds to the item's history; the detail names nobody whom a reader might not see.</summary>
    public static Task Add(Work work, long itemId, ItemChange change, string detail) =>
        work.Execute(
            "INSERT INTO item_history (id, item_id, event, detail, member_id, at) VALUES (@id, @itemId, @change, @detail, @member, @now)",
            new { id = Ids.Next(work.Now), itemId, change, detail, member = work.Caller.Reader.MemberId, now = work.Now });

    /// <summary>What the history says of a change that happens once; empty where it has not.</summary>
    public static async Task<string> Detail(Work work, long itemId, ItemChange change) =>
        await work.First<string>("SELECT detail FROM item_history WHERE item_id = @itemId AND event = @change", new { itemId, change }) ?? "";
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
