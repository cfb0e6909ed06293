using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Briefings;

/// <summary>What happened to a briefing.</summary>
public enum BriefingChange
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
}

internal static class History
{
    /// <summary>Adds to the item's history; the detail names nobody whom a reader might not see.</summary>
    public static Task Add(Work work, long briefingId, BriefingChange change, string detail) =>
        work.Execute(
            "INSERT INTO briefing_history (id, briefing_id, event, detail, member_id, at) VALUES (@id, @briefingId, @change, @detail, @member, @now)",
            new { id = Ids.Next(work.Now), briefingId, change, detail, member = work.Caller.Reader.MemberId, now = work.Now });
}

internal static class Revisions
{
    public static Task Add(Work work, long briefingId, long revision, string title, string summary, string body, string note) =>
        work.Execute(
            """
            INSERT INTO briefing_revision (briefing_id, revision, title, summary, body, note, author_id, created_at)
            VALUES (@briefingId, @revision, @title, @summary, @body, @note, @member, @now)
            """,
            new { briefingId, revision, title, summary, body, note, member = work.Caller.Reader.MemberId, now = work.Now });
}
