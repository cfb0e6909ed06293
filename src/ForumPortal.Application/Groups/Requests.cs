using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Who asks to join and who was invited, for the chair and the deputy.</summary>
/// <param name="Reference">Which group.</param>
[Requires(Permission.Read)]
public sealed record ListEntries(string Reference) : IQuery<EntriesPage>;

/// <summary>The open requests and invitations of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Requests">Who asks to join, the first first.</param>
/// <param name="Invitations">Who was invited.</param>
public sealed record EntriesPage(GroupPage Group, IReadOnlyList<EntryRow> Requests, IReadOnlyList<EntryRow> Invitations);

/// <summary>A request to join or an invitation that is open.</summary>
public sealed class EntryRow
{
    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The person's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whom they act for.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>What they wrote.</summary>
    public string Words { get; init; } = "";

    /// <summary>1 where it is an invitation.</summary>
    public long IsInvitation { get; init; }

    /// <summary>Since when it is open, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ListEntriesHandler(Work work) : IRequestHandler<ListEntries, EntriesPage>
{
    public async Task<EntriesPage> Handle(ListEntries request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsChair(work, request.Reference);
        var rows = await work.All<EntryRow>(
            """
            SELECT e.ref AS reference, m.name, o.name AS organization, o.sector, e.words, CASE WHEN e.invited_by IS NULL THEN 0 ELSE 1 END AS is_invitation, e.created_at
            FROM group_entry e JOIN member m ON m.id = e.member_id JOIN organization o ON o.id = m.organization_id
            WHERE e.group_id = @group AND e.status = @waiting ORDER BY e.id
            """,
            new { group = group.Id, waiting = EntryStatus.Waiting });
        var page = await ReadGroupHandler.Page(work, group, Domain.Groups.GroupAccess.Member);
        return new EntriesPage(page with { IsLed = true }, [.. rows.Where(row => row.IsInvitation == 0)], [.. rows.Where(row => row.IsInvitation == 1)]);
    }
}

/// <summary>Accepts a request to join, or declines it with a reason; the person is told.</summary>
/// <param name="Reference">The request.</param>
/// <param name="IsAccepted">Whether it is accepted.</param>
/// <param name="Reason">Why it is declined; at most 1,000 characters.</param>
[Requires(Permission.Read)]
public sealed record DecideEntry(string Reference, bool IsAccepted, [property: Typed("reason")] string Reason = "") : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!IsAccepted && string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason: the person is told.");
        if (Reason.Length > Entries.LongestWords) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {Entries.LongestWords}. Shorten it.");
    }
}

internal sealed class DecideEntryHandler(Work work) : IRequestHandler<DecideEntry, string>
{
    public async Task<string> Handle(DecideEntry request, CancellationToken cancellation)
    {
        var (entry, group) = await LedEntry.Find(work, request.Reference);
        if (entry.InvitedBy is not null) throw new ConflictException("This is an invitation, which the person answers.");
        await Entries.Close(work, entry.Id, request.IsAccepted ? EntryStatus.Accepted : EntryStatus.Declined, request.Reason);
        if (request.IsAccepted)
        {
            group.DemandAtWork(work);
            await Entries.DemandMayBeMember(work, group, entry.MemberId);
            await Entries.Join(work, group, entry.MemberId);
        }
        GroupNotices.Tell(work, group.Id, entry.MemberId, request.IsAccepted ? GroupChange.Accepted : GroupChange.Declined, request.Reason.Trim());
        work.Record(group.Event(request.IsAccepted ? "group.request-accepted" : "group.request-declined"));
        return group.Reference;
    }
}

/// <summary>Takes an invitation back that has not been answered.</summary>
/// <param name="Reference">The invitation.</param>
[Requires(Permission.Read)]
public sealed record TakeInvitationBack(string Reference) : ICommand<string>;

internal sealed class TakeInvitationBackHandler(Work work) : IRequestHandler<TakeInvitationBack, string>
{
    public async Task<string> Handle(TakeInvitationBack request, CancellationToken cancellation)
    {
        var (entry, group) = await LedEntry.Find(work, request.Reference);
        if (entry.InvitedBy is null) throw new ConflictException("This is a request to join. Accept or decline it.");
        await Entries.Close(work, entry.Id, EntryStatus.TakenBack);
        work.Record(group.Event("group.invitation-taken-back"));
        return group.Reference;
    }
}

/// <summary>A request or an invitation as the chair or the deputy of its group finds it.</summary>
internal sealed class LedEntry
{
    public long Id { get; init; }
    public long GroupId { get; init; }
    public long MemberId { get; init; }
    public long? InvitedBy { get; init; }

    public static async Task<(LedEntry Entry, WorkingGroup Group)> Find(Work work, string reference)
    {
        var entry = await work.First<LedEntry>("SELECT id, group_id, member_id, invited_by FROM group_entry WHERE ref = @reference", new { reference });
        var groupId = entry?.GroupId ?? 0;
        var group = await work.First<WorkingGroup>($"SELECT {WorkingGroup.Columns} FROM working_group g WHERE g.id = @groupId", new { groupId, reader = work.Caller.Reader.MemberId });
        return group is not null && group.AccessOf(work) == Domain.Groups.GroupAccess.Member && group.IsLedBy(work.Caller.Reader.MemberId) ? (entry!, group) : throw new NotFoundException();
    }
}
