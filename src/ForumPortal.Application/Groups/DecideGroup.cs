using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Approves a proposed group, which is chartered from then on, or declines it. Never by the person who proposed it, and not approved by whoever chose its chair anew.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Version">What was read; approving is refused when it is another by now.</param>
/// <param name="IsApproved">Whether it is approved.</param>
/// <param name="Reason">Why it is declined; empty where it is approved.</param>
[Requires(Permission.OperateForum)]
public sealed record DecideGroup(string Reference, string Version, bool IsApproved, [property: Typed("reason")] string Reason = "") : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!IsApproved && string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason for declining it.");
        if (Reason.Length > ContentRules.LongestSummary) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {ContentRules.LongestSummary}. Shorten it.");
    }
}

internal sealed class DecideGroupHandler(Work work) : IRequestHandler<DecideGroup, bool>
{
    public async Task<bool> Handle(DecideGroup request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsOverseer(work, request.Reference);
        if (group.ProposedBy == work.Caller.Reader.MemberId) throw new ForbiddenException("Whoever proposed a group cannot approve or decline it. A second person of the secretariat does.");
        if (group.Status == GroupStatus.Proposed && request.IsApproved)
        {
            if (group.NamedBy == work.Caller.Reader.MemberId) throw new ForbiddenException("Whoever chose the chair cannot approve the group. Another person of the secretariat does.");
            if (group.Version != request.Version) throw new ConflictException("The proposal has changed since you opened the page. Look at the group once more, and at who is to chair it, before you approve it.");
        }
        if (group.EndsAt <= work.Now && request.IsApproved) throw new ConflictException("Its term would have ended already. Decline it; it can be proposed anew.");
        if (group.ChairId is null && request.IsApproved) throw new ConflictException("Whoever was to chair it is gone. Name another chair first.");
        var status = request.IsApproved ? GroupStatus.Chartered : GroupStatus.Declined;
        var decided = await work.Execute(
            "UPDATE working_group SET status = @status, decided_by = @by, decided_at = @now, decided_reason = @reason WHERE id = @id AND status = @proposed",
            new { status, by = work.Caller.Reader.MemberId, now = work.Now, reason = request.Reason.Trim(), id = group.Id, proposed = GroupStatus.Proposed });
        if (decided == 0) throw new ConflictException("The group has been decided on already.");
        work.Record(new AuditEvent(request.IsApproved ? "group.chartered" : "group.declined", "group", group.Reference));
        if (!request.IsApproved) return true;

        foreach (var officer in new[] { group.ChairId, group.DeputyId }.OfType<long>())
        {
            await Entries.DemandMayBeMember(work, group, officer);
            await Entries.Join(work, group, officer);
            GroupNotices.Tell(work, group.Id, officer, GroupChange.Chartered);
        }
        return true;
    }
}
