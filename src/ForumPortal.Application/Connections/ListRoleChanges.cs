using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>What the mapping that is being tried would make of the people of its connection, fifty at a time, in the order in which they joined.</summary>
/// <param name="Trial">The trial's reference.</param>
/// <param name="After">Where the page begins; empty for the first.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ListRoleChanges(string Trial, string? After = null) : IQuery<RoleChangePage>;

/// <summary>A page of people and their roles.</summary>
/// <param name="People">They.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record RoleChangePage(IReadOnlyList<RoleChange> People, string? Next);

/// <summary>One person's roles now and under the mapping.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Now">The roles that they hold.</param>
/// <param name="Then">The roles that they would hold; null where it is not known what their claim holds.</param>
public sealed record RoleChange(string Name, Role Now, Role? Then);

/// <summary>How many people the mapping would change.</summary>
/// <param name="Gain">Hold a role then that they do not hold now.</param>
/// <param name="Lose">Hold a role now that they do not hold then.</param>
/// <param name="Same">Keep what they have.</param>
/// <param name="Unknown">Of whom it is not known what their claim holds.</param>
public sealed record RoleChangeCounts(int Gain, int Lose, int Same, int Unknown);

internal sealed class ListRoleChangesHandler(Work work, Cursor cursor) : IRequestHandler<ListRoleChanges, RoleChangePage>
{
    private const int PageSize = 50;

    public async Task<RoleChangePage> Handle(ListRoleChanges request, CancellationToken cancellation)
    {
        var trial = await TrialRow.Own(work, work.Caller.Reader.OrganizationId, request.Trial);
        var places = cursor.For("role-changes");
        var rows = await work.All<RoleChanges.Row>(
            $"""
            SELECT m.id, m.name, m.roles, m.given_roles, m.claimed_values FROM member m
            WHERE m.connection_id = @connection AND m.status <> @removed AND m.id > @after
            ORDER BY m.id {work.Dialect.Limit(PageSize + 1)}
            """,
            new { connection = trial.FutureConnectionId, removed = MemberStatus.Removed, after = places.Read(work, request, request.After) ?? 0 });
        var map = ClaimedRoles.Map(trial.RoleMap);
        return new RoleChangePage(
            [.. rows.Take(PageSize).Select(row => new RoleChange(row.Name, row.Roles, row.Then(trial.RoleClaim, map, work.Caller.Reader.Sector)))],
            rows.Count > PageSize ? places.Write(work, request, request.After, rows[PageSize - 1].Id) : null);
    }
}

internal static class RoleChanges
{
    /// <summary>
    /// Makes the roles of everybody on a connection what its mapping says now, so that no role stands by a mapping that is gone. Of whom it is not known what their claim holds
    /// keeps what was given here, until the next sign-in tells; of whoever tested the mapping, the test has told.
    /// </summary>
    public static async Task Apply(Work work, RoleMapping mapping, byte[]? tested = null, Role testedClaim = Role.None)
    {
        var map = ClaimedRoles.Map(mapping.RoleMap);
        var rows = await work.All<Row>(
            "SELECT m.id, m.ref AS reference, m.roles, m.given_roles, m.claimed_values, m.subject_hash FROM member m WHERE m.connection_id = @connection AND m.status <> @removed ORDER BY m.id",
            new { connection = mapping.ConnectionId, removed = MemberStatus.Removed });
        foreach (var row in rows)
        {
            var roles = tested is not null && row.SubjectHash.AsSpan().SequenceEqual(tested)
                ? ClaimedRoles.Together(testedClaim | row.GivenRoles, mapping.Sector)
                : row.Then(mapping.RoleClaim, map, mapping.Sector) ?? ClaimedRoles.Together(row.GivenRoles, mapping.Sector);
            if (roles == row.Roles) continue;
            await work.Execute("UPDATE member SET roles = @roles WHERE id = @id", new { roles, id = row.Id });
            work.Record(RolesEntry.Of("member.roles-mapped", row.Reference, row.Roles, roles) with { OrganizationId = mapping.OrganizationId });
        }
    }

    public static async Task<RoleChangeCounts> Count(Work work, TrialRow trial)
    {
        var rows = await work.All<Row>(
            "SELECT m.roles, m.given_roles, m.claimed_values FROM member m WHERE m.connection_id = @connection AND m.status <> @removed",
            new { connection = trial.FutureConnectionId, removed = MemberStatus.Removed });
        var map = ClaimedRoles.Map(trial.RoleMap);
        var changes = rows.Select(row => (Now: row.Roles, Then: row.Then(trial.RoleClaim, map, work.Caller.Reader.Sector))).ToList();
        return new RoleChangeCounts(
            changes.Count(one => one.Then is { } then && (then & ~one.Now) != 0),
            changes.Count(one => one.Then is { } then && (one.Now & ~then) != 0),
            changes.Count(one => one.Then == one.Now),
            changes.Count(one => one.Then is null));
    }

    internal sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public byte[] SubjectHash { get; init; } = [];
        public string Name { get; init; } = "";
        public Role Roles { get; init; }
        public Role GivenRoles { get; init; }
        public string? ClaimedValues { get; init; }

        public Role? Then(string claim, Dictionary<string, Role> map, Sector sector)
        {
            if (claim.Length == 0) return ClaimedRoles.Together(GivenRoles, sector);
            return ClaimedRoles.Read(ClaimedValues, claim) is { } values ? ClaimedRoles.Together(ClaimedRoles.Of(values, map, sector) | GivenRoles, sector) : null;
        }
    }
}

/// <summary>The mapping of a connection from claim to roles.</summary>
internal sealed record RoleMapping(long ConnectionId, long OrganizationId, Sector Sector, string RoleClaim, string RoleMap);
