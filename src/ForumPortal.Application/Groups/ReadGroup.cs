using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Groups;

/// <summary>Opens a working group: its charter for whoever could join, charter, chair and approvals for the secretariat, the rest for members.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record ReadGroup(string Reference) : IQuery<GroupPage>;

/// <summary>A working group as the caller sees it. What the caller may not know is not in it.</summary>
public sealed record GroupPage
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in Markdown.</summary>
    public required string Purpose { get; init; }

    /// <summary>How its members treat each other, in Markdown.</summary>
    public required string CodeOfConduct { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required GroupStatus Status { get; init; }

    /// <summary>How much of it the caller sees.</summary>
    public required GroupAccess Access { get; init; }

    /// <summary>How one becomes a member.</summary>
    public required MembershipRule Rule { get; init; }

    /// <summary>Whether members see each other under an alias only.</summary>
    public required bool IsHidden { get; init; }

    /// <summary>The label of what is posted without one.</summary>
    public required TlpLabel DefaultLabel { get; init; }

    /// <summary>The sectors that it admits.</summary>
    public required IReadOnlyList<Sector> Sectors { get; init; }

    /// <summary>Who stands behind its wall, in words; for members and the secretariat.</summary>
    public IReadOnlyList<string> Walls { get; init; } = [];

    /// <summary>Who chairs it, with whom they act for; null where nobody does until the secretariat names somebody.</summary>
    public required string? Chair { get; init; }

    /// <summary>Its deputy; null for nobody.</summary>
    public string? Deputy { get; init; }

    /// <summary>When its term ends or ended, UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it ended, by being closed or by its term, UTC; null before that.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether people still post, vote and join.</summary>
    public required bool IsAtWork { get; init; }

    /// <summary>The approvals; for the secretariat and members.</summary>
    public GroupApprovals? Approvals { get; init; }

    /// <summary>Whether the caller could approve or decline it: the secretariat, and neither who proposed it nor who chose its chair anew.</summary>
    public bool MayDecide { get; init; }

    /// <summary>What was read, for whoever approves or confirms; empty for everybody but the secretariat.</summary>
    public string Version { get; init; } = "";

    /// <summary>Who is to lead it and waits to be confirmed; for the secretariat. Null where nobody does.</summary>
    public NextLeaders? Next { get; init; }

    /// <summary>Whether an invitation of the caller's is open.</summary>
    public bool IsInvited { get; init; }

    /// <summary>The caller's own request or invitation that is open, by its reference.</summary>
    public string? OpenEntry { get; init; }

    /// <summary>What the chair last answered the caller's request, where it was declined.</summary>
    public string? DeclinedReason { get; init; }

    /// <summary>Whether the chair took the caller out, who comes back by an invitation alone.</summary>
    public bool WasRemoved { get; init; }

    /// <summary>Whether the caller is its chair or deputy.</summary>
    public bool IsLed { get; init; }

    /// <summary>Whether the caller chairs it, and cannot leave it therefore.</summary>
    public bool IsChaired { get; init; }

    /// <summary>The caller's alias, where members see each other under one.</summary>
    public string? OwnAlias { get; init; }

    /// <summary>How many members; for members only.</summary>
    public long? Members { get; init; }

    /// <summary>How many ask to join; for chair and deputy.</summary>
    public long Waiting { get; init; }

    /// <summary>The closing report, in Markdown; for members.</summary>
    public string? ClosingReport { get; init; }

    /// <summary>When it was closed, UTC; for members and the secretariat.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Those who are to lead a group.</summary>
/// <param name="Chair">The chair.</param>
/// <param name="Deputy">The deputy; null for nobody.</param>
/// <param name="NamedBy">Who chose them.</param>
/// <param name="NamedAt">When, UTC.</param>
/// <param name="MayConfirm">Whether the caller may confirm them: not who chose them.</param>
public sealed record NextLeaders(string Chair, string? Deputy, string NamedBy, DateTimeOffset NamedAt, bool MayConfirm);

/// <summary>Who proposed and who decided.</summary>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="DecidedBy">Who approved or declined it; null while it waits.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="Reason">Why it was declined.</param>
public sealed record GroupApprovals(string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string Reason);

internal sealed class ReadGroupHandler(Work work) : IRequestHandler<ReadGroup, GroupPage>
{
    public async Task<GroupPage> Handle(ReadGroup request, CancellationToken cancellation)
    {
        var (group, access) = await WorkingGroup.Find(work, request.Reference);
        return access == GroupAccess.Member ? await Inside(group) : await Outside(group, access);
    }

    /// <summary>What everybody sees who sees the group at all.</summary>
    internal static async Task<GroupPage> Page(Work work, WorkingGroup group, GroupAccess access)
    {
        var oversees = work.Caller.Reader.Roles.Permit(Permission.OperateForum);
        return new GroupPage
        {
            Reference = group.Reference,
            Name = group.Name,
            Purpose = group.Purpose,
            CodeOfConduct = group.CodeOfConduct,
            Status = group.Status,
            Access = access,
            Rule = group.Charter.Rule,
            IsHidden = group.Charter.IsHidden,
            DefaultLabel = group.DefaultLabel,
            Sectors = group.Charter.Sectors,
            Walls = oversees || access == GroupAccess.Member ? await WallsInWords(work, group.Charter) : [],
            Chair = group.ChairId is { } chair ? await Officers.Shown(work, chair) : null,
            Deputy = group.DeputyId is { } deputy ? await Officers.Shown(work, deputy) : null,
            EndsAt = group.EndsAt,
            EndedAt = group.EndedAt(work),
            IsAtWork = group.IsAtWork(work),
            Approvals = oversees || access == GroupAccess.Member ? await Approvals(work, group) : null,
            MayDecide = oversees && group.Status == GroupStatus.Proposed && group.ProposedBy != work.Caller.Reader.MemberId && group.NamedBy != work.Caller.Reader.MemberId,
            Version = oversees ? group.Version : "",
            Next = oversees && group.Status == GroupStatus.Chartered && group.NextChairId is { } next ? await Next(work, group, next) : null,
            ClosedAt = oversees || access == GroupAccess.Member ? group.ClosedAt : null,
        };
    }

    private async Task<GroupPage> Inside(WorkingGroup group)
    {
        var me = work.Caller.Reader.MemberId;
        var isLed = group.IsLedBy(me);
        return (await Page(work, group, GroupAccess.Member)) with
        {
            IsLed = isLed,
            IsChaired = group.ChairId == me,
            OwnAlias = group.Charter.IsHidden ? await work.First<string>("SELECT alias FROM group_member WHERE group_id = @group AND member_id = @me", new { group = group.Id, me }) : null,
            Members = await work.Value<long>("SELECT COUNT(*) FROM group_member WHERE group_id = @group AND left_at IS NULL", new { group = group.Id }),
            Waiting = isLed ? await work.Value<long>("SELECT COUNT(*) FROM group_entry WHERE group_id = @group AND status = @waiting AND invited_by IS NULL", new { group = group.Id, waiting = EntryStatus.Waiting }) : 0,
            ClosingReport = group.ClosingReport,
        };
    }

    private async Task<GroupPage> Outside(WorkingGroup group, GroupAccess access)
    {
        var page = await Page(work, group, access);
        if (access != GroupAccess.Charter) return page;
        var own = await work.First<OwnEntry>(
            $"SELECT ref AS reference, status, invited_by, reason FROM group_entry WHERE group_id = @group AND member_id = @me ORDER BY id DESC {work.Dialect.Limit(1)}",
            new { group = group.Id, me = work.Caller.Reader.MemberId });
        return page with
        {
            IsInvited = group.Invitations > 0,
            WasRemoved = group.Removals > 0,
            OpenEntry = own is { Status: EntryStatus.Waiting } ? own.Reference : null,
            DeclinedReason = own is { Status: EntryStatus.Declined, InvitedBy: null } ? own.Reason : null,
        };
    }

    private static async Task<NextLeaders> Next(Work work, WorkingGroup group, long chair) => new(
        await Officers.Shown(work, chair), group.NextDeputyId is { } deputy ? await Officers.Shown(work, deputy) : null, await Officers.Shown(work, group.NamedBy!.Value), group.NamedAt!.Value,
        group.NamedBy != work.Caller.Reader.MemberId);

    private static async Task<GroupApprovals> Approvals(Work work, WorkingGroup group) => new(
        await Officers.Shown(work, group.ProposedBy), group.ProposedAt, group.DecidedBy is { } by ? await Officers.Shown(work, by) : null, group.DecidedAt, group.DecidedReason ?? "");

    private static async Task<IReadOnlyList<string>> WallsInWords(Work work, Charter charter)
    {
        IReadOnlyList<string> organizations = charter.WalledOrganizations.Count == 0
            ? []
            : await work.All<string>(
                $"SELECT o.name FROM organization o WHERE o.id IN @ids AND {Visibility.OfOrganization} ORDER BY o.name",
                new { ids = charter.WalledOrganizations, ownOrganization = work.Caller.Reader.OrganizationId });
        return [.. charter.WalledSectors.Order().Select(sector => sector == Sector.Operator ? "not the secretariat" : $"no {Words.Of(sector)}"), .. organizations.Select(name => $"not {name}")];
    }

    private sealed class OwnEntry
    {
        public string Reference { get; init; } = "";
        public EntryStatus Status { get; init; }
        public long? InvitedBy { get; init; }
        public string Reason { get; init; } = "";
    }
}
