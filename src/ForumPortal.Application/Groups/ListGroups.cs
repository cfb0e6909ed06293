using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>The working groups that the caller is in, is invited to or asks to join; and by name, page by page, those that they could join or, for the secretariat, oversee.</summary>
/// <param name="After">Where the page of the others begins; null for the first.</param>
[Requires(Permission.Read)]
public sealed record ListGroups(string? After = null) : IQuery<GroupList>;

/// <summary>Working groups.</summary>
/// <param name="Own">All that the caller is in, is invited to or asks to join.</param>
/// <param name="Others">One page of those that they could join or oversee.</param>
/// <param name="Next">Where its next page begins; null at the end.</param>
public sealed record GroupList(IReadOnlyList<GroupRow> Own, IReadOnlyList<GroupRow> Others, string? Next);

/// <summary>A working group in a list.</summary>
public sealed record GroupRow
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required GroupStatus Status { get; init; }

    /// <summary>How much of it the caller sees.</summary>
    public required GroupAccess Access { get; init; }

    /// <summary>How one becomes a member.</summary>
    public required MembershipRule Rule { get; init; }

    /// <summary>When its term ends, or when it ended: by its term or by being closed, UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether it has ended, one way or the other.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>Whether an invitation of the caller's is open.</summary>
    public required bool IsInvited { get; init; }

    /// <summary>Whether the caller has asked to join and waits.</summary>
    public required bool HasAsked { get; init; }

    /// <summary>Whether the caller is its chair or deputy.</summary>
    public required bool IsLed { get; init; }

    /// <summary>How many ask to join, for its chair and deputy; else 0.</summary>
    public required long Waiting { get; init; }
}

internal sealed class ListGroupsHandler(Work work, Cursor cursor) : IRequestHandler<ListGroups, GroupList>
{
    private const int PageSize = 50;

    private static readonly string IsOwn = $"""
        (g.id IN (SELECT p.group_id FROM group_member p WHERE p.member_id = @reader AND p.left_at IS NULL)
          OR g.id IN (SELECT e.group_id FROM group_entry e WHERE e.member_id = @reader AND e.status = {EntryStatus.Waiting:d}))
        """;

    private readonly Cursor cursor = cursor.For("groups");

    private long Me => work.Caller.Reader.MemberId;

    public async Task<GroupList> Handle(ListGroups request, CancellationToken cancellation)
    {
        var own = new List<GroupRow>();
        foreach (var group in await work.All<WorkingGroup>($"SELECT {WorkingGroup.Columns} FROM working_group g WHERE {IsOwn} ORDER BY g.name, g.id", new { reader = Me }))
            if (await Row(group) is { } row) own.Add(row);

        var others = new List<GroupRow>();
        long last = 0;
        foreach (var group in await Others(cursor.Read(work, request, request.After) ?? 0))
        {
            if (await Row(group) is not { } row) continue;
            if (others.Count == PageSize) return new GroupList(own, others, cursor.Write(work, request, request.After, last));
            others.Add(row);
            last = group.Id;
        }
        return new GroupList(own, others, null);
    }

    // All of them at once: were they read some at a time, how often would tell how many are hidden. Whom the wall stops must not tell by it where a group's name stands: the place is sealed.
    private async Task<IReadOnlyList<WorkingGroup>> Others(long after) => await work.All<WorkingGroup>(
        $"SELECT {WorkingGroup.Columns} FROM working_group g WHERE NOT {IsOwn} AND (@after = 0 OR g.name > @name OR (g.name = @name AND g.id > @after)) ORDER BY g.name, g.id",
        new { reader = Me, after, name = after == 0 ? "" : await work.Value<string>("SELECT name FROM working_group WHERE id = @after", new { after }) });

    private async Task<GroupRow?> Row(WorkingGroup group)
    {
        var access = group.AccessOf(work);
        if (access == GroupAccess.None) return null;
        var isLed = access == GroupAccess.Member && group.IsLedBy(Me);
        var waiting = isLed
            ? await work.Value<long>("SELECT COUNT(*) FROM group_entry WHERE group_id = @group AND status = @waiting AND invited_by IS NULL", new { group = group.Id, waiting = EntryStatus.Waiting })
            : 0;
        return new GroupRow
        {
            Reference = group.Reference,
            Name = group.Name,
            Purpose = group.Purpose,
            Status = group.Status,
            Access = access,
            Rule = group.Charter.Rule,
            EndsAt = group.EndedAt(work) ?? group.EndsAt,
            HasEnded = group.EndedAt(work) is not null,
            IsInvited = access == GroupAccess.Charter && group.Invitations > 0,
            HasAsked = access == GroupAccess.Charter && group.Requests > 0,
            IsLed = isLed,
            Waiting = waiting,
        };
    }
}
