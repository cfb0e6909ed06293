using ForumPortal.Application.Applications;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Home;

/// <summary>What waits for somebody to do it.</summary>
public enum HomeMatter
{
    /// <summary>Applications that want checks: for the secretariat.</summary>
    ApplicationsToCheck = 1,

    /// <summary>Applications that only the second person is missing to: for those of the secretariat who can be it.</summary>
    ApplicationsToValidate = 2,

    /// <summary>Charters that somebody else of the secretariat proposed.</summary>
    ChartersToApprove = 3,

    /// <summary>Applicants that look for a sponsor, for whom the caller's organization does not vouch: for those who can vouch.</summary>
    ApplicantsWithoutSponsor = 4,

    /// <summary>Requests to join a group: for its chair and deputy.</summary>
    RequestsToJoin = 5,

    /// <summary>Decisions of a group that take the vote of the caller's organization.</summary>
    DecisionsToVote = 6,

    /// <summary>What the caller handed in without a name and could not take effect.</summary>
    NotInEffect = 7,
}

/// <summary>Something that waits for the caller.</summary>
/// <param name="Matter">What.</param>
/// <param name="Count">How many, at the most 100.</param>
/// <param name="Group">The group, by reference, where it is one's.</param>
/// <param name="GroupName">Its name.</param>
public sealed record HomeTask(HomeMatter Matter, long Count, string Group = "", string GroupName = "");

/// <summary>Looks up what waits for the caller: only what their roles and groups let them do, so that most pay for nothing.</summary>
internal static class HomeTasks
{
    private const int Most = 100;

    public static async Task<IReadOnlyList<HomeTask>> Of(Work work)
    {
        var reader = work.Caller.Reader;
        var tasks = new List<HomeTask>();
        if (reader.Roles.Permit(Permission.OperateForum)) tasks.AddRange(await OfSecretariat(work));
        if (reader.IsPublisher && reader.Sector != Sector.Operator)
        {
            var looking = await work.All<SponsoringRow>(
                $"{SponsoringView.Select} AND s.id IS NULL ORDER BY a.id {work.Dialect.Limit(Most)}", new { own = reader.OrganizationId });
            tasks.Add(new HomeTask(HomeMatter.ApplicantsWithoutSponsor, looking.Count));
        }
        if (reader.IsPublisher) tasks.Add(new HomeTask(HomeMatter.NotInEffect, await DeferredActs.CountFailed(work)));
        if (reader.Groups.Count > 0) tasks.AddRange(await OfGroups(work));
        return [.. tasks.Where(task => task.Count > 0)];
    }

    private static async Task<IReadOnlyList<HomeTask>> OfSecretariat(Work work)
    {
        var applications = await ApplicationRow.All(work, $"a.status = {ApplicationStatus.Open:d} AND a.id > @after ORDER BY a.id", 0, Most);
        var charters = await work.Value<long>(
            "SELECT COUNT(*) FROM working_group WHERE status = @proposed AND proposed_by <> @reader", new { proposed = GroupStatus.Proposed, reader = work.Caller.Reader.MemberId });
        return
        [
            new(HomeMatter.ApplicationsToCheck, applications.Count(one => one.NeedsChecks)),
            new(HomeMatter.ApplicationsToValidate, applications.Count(one => one.IsReady && one.IsBarred == 0)),
            new(HomeMatter.ChartersToApprove, Math.Min(charters, Most)),
        ];
    }

    private static async Task<IReadOnlyList<HomeTask>> OfGroups(Work work)
    {
        var rows = await work.All<Waiting>(
            $"""
            SELECT g.id,
                   (SELECT COUNT(*) FROM group_entry e WHERE e.group_id = g.id AND e.status = {EntryStatus.Waiting:d} AND e.invited_by IS NULL) AS requests,
                   (SELECT COUNT(*) FROM decision d JOIN ballot b ON b.item_id = d.item_id WHERE d.group_id = g.id AND b.closed_at IS NULL AND b.closes_at > @now
                      AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = d.item_id AND v.organization_id = @own)) AS decisions
            FROM working_group g JOIN group_member p ON p.group_id = g.id
            WHERE p.member_id = @reader AND p.left_at IS NULL AND g.status = @chartered AND g.ends_at > @now
            """,
            new { reader = work.Caller.Reader.MemberId, own = work.Caller.Reader.OrganizationId, now = work.Now, chartered = GroupStatus.Chartered });
        var tasks = new List<HomeTask>();
        foreach (var row in rows.Where(row => row.Requests + row.Decisions > 0))
        {
            var group = await WorkingGroup.Load(work, row.Id);
            if (group.AccessOf(work) != GroupAccess.Member) continue;
            if (group.IsLedBy(work.Caller.Reader.MemberId)) tasks.Add(new HomeTask(HomeMatter.RequestsToJoin, row.Requests, group.Reference, group.Name));
            tasks.Add(new HomeTask(HomeMatter.DecisionsToVote, row.Decisions, group.Reference, group.Name));
        }
        return tasks;
    }

    private sealed class Waiting
    {
        public long Id { get; init; }
        public long Requests { get; init; }
        public long Decisions { get; init; }
    }
}
