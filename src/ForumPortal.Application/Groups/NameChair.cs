using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>
/// Chooses who is to chair the group and who is to be its deputy; the secretariat does, whichever wall it stands behind. A second person of the secretariat confirms it,
/// together with the charter where that waits to be approved: whoever leads a group sees who is in it.
/// </summary>
/// <param name="Reference">Which group.</param>
/// <param name="Chair">The chair, by reference.</param>
/// <param name="Deputy">The deputy, by reference; empty for nobody.</param>
[CreatesOnce]
[Requires(Permission.OperateForum)]
public sealed record NameChair(string Reference, string Chair, string Deputy) : ICommand<bool>;

/// <summary>Confirms those who are to lead the group, or declines them. Never confirmed by whoever chose them. Whoever led it before stays a member.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="Version">What was read; confirming is refused when it is another by now.</param>
/// <param name="IsConfirmed">Whether it is confirmed.</param>
[Requires(Permission.OperateForum)]
public sealed record DecideChair(string Reference, string Version, bool IsConfirmed) : ICommand<bool>;

internal sealed class NameChairHandler(Work work) : IRequestHandler<NameChair, bool>
{
    public async Task<bool> Handle(NameChair request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsOverseer(work, request.Reference);
        if (group.Status is not (GroupStatus.Chartered or GroupStatus.Proposed)) throw new ConflictException("The group is closed or was declined, so nobody is named any more.");
        var errors = new List<FieldError>();
        var chair = await Officers.Find(work, request.Chair, "chair", errors);
        var deputy = request.Deputy.Length > 0 ? await Officers.Find(work, request.Deputy, "deputy", errors) : null;
        foreach (var (field, officer) in new[] { ("chair", chair), ("deputy", deputy) })
            if (officer is not null) errors.AddRange(CharterRules.Against(group.Charter, officer).Select(reason => new FieldError(field, reason)));
        if (deputy is not null && deputy.Person.Id == chair?.Person.Id) errors.Add(new("deputy", "Chair and deputy are the same person. Choose two."));
        if (errors.Count > 0) throw new InvalidException(errors);

        await work.Execute(
            group.Status == GroupStatus.Proposed
                ? "UPDATE working_group SET chair_id = @chair, deputy_id = @deputy, has_no_chair = 0, named_by = @by, named_at = @now WHERE id = @id"
                : "UPDATE working_group SET next_chair_id = @chair, next_deputy_id = @deputy, named_by = @by, named_at = @now WHERE id = @id",
            new { chair = chair!.Person.Id, deputy = deputy?.Person.Id, by = work.Caller.Reader.MemberId, now = work.Now, id = group.Id });
        work.Record(new AuditEvent("group.chair-proposed", "group", group.Reference));
        if (group.Status == GroupStatus.Chartered) await Leaders.TellSecretariat(work, group.Id, GroupChange.ChairProposed);
        return true;
    }
}

internal sealed class DecideChairHandler(Work work) : IRequestHandler<DecideChair, bool>
{
    public async Task<bool> Handle(DecideChair request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsOverseer(work, request.Reference);
        if (group.NextChairId is not { } chair || group.Status != GroupStatus.Chartered) throw new ConflictException("Nobody waits to be confirmed any more. Look at the group once more.");
        if (request.IsConfirmed)
        {
            if (group.NamedBy == work.Caller.Reader.MemberId) throw new ForbiddenException("Whoever chose them cannot confirm them. A second person of the secretariat does.");
            if (group.Version != request.Version) throw new ConflictException("The group has changed since you opened the page: look at who is to lead it once more.");
        }
        await work.Execute(
            request.IsConfirmed
                ? "UPDATE working_group SET chair_id = next_chair_id, deputy_id = next_deputy_id, has_no_chair = 0, next_chair_id = NULL, next_deputy_id = NULL WHERE id = @id"
                : "UPDATE working_group SET next_chair_id = NULL, next_deputy_id = NULL WHERE id = @id",
            new { id = group.Id });
        work.Record(new AuditEvent(request.IsConfirmed ? "group.chair-named" : "group.chair-declined", "group", group.Reference));
        if (!request.IsConfirmed) return false;

        var officers = new[] { chair, group.NextDeputyId }.OfType<long>().ToList();
        foreach (var officer in officers)
        {
            if (!await Officers.MayLead(work, group, officer)) throw new ConflictException("Somebody of them cannot lead the group any more. Decline it and choose again.");
            if (!group.IsLedBy(officer)) await Entries.Join(work, group, officer);
        }
        await Leaders.TellMembers(work, group.Id, officers.Where(officer => !group.IsLedBy(officer)));
        return true;
    }
}

/// <summary>Tells who leads a group.</summary>
internal static class Leaders
{
    /// <summary>Tells every member who leads the group now, and the new ones that they do.</summary>
    public static async Task TellMembers(Work work, long groupId, IEnumerable<long> named)
    {
        var group = await WorkingGroup.Load(work, groupId);
        var leaders = await Officers.Shown(work, group.ChairId!.Value) + (group.DeputyId is { } deputy ? $"; deputy {await Officers.Shown(work, deputy)}" : "");
        var news = named.ToHashSet();
        foreach (var member in await Memberships.In(work, groupId))
            GroupNotices.Tell(work, groupId, member, news.Contains(member) ? GroupChange.Named : GroupChange.LedAnew, news.Contains(member) ? "" : leaders);
    }

    /// <summary>Tells everybody of the secretariat but the caller.</summary>
    public static async Task TellSecretariat(Work work, long groupId, EventKind kind)
    {
        var secretariat = await work.All<long>("SELECT id FROM member WHERE (roles & @secretariat) <> 0 AND status = @active", new { secretariat = Role.Secretariat, active = MemberStatus.Active });
        foreach (var member in secretariat)
            if (member != work.Caller.Reader.MemberId) GroupNotices.Tell(work, groupId, member, kind);
    }
}
