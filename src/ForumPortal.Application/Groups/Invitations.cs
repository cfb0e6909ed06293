using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Invites somebody into the group: the chair or the deputy does, and finds them in the directory.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="Person">Who, by reference.</param>
/// <param name="Words">What the invitation says; at most 1,000 characters.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record InviteToGroup(string Reference, string Person, [property: Typed("words")] string Words = "") : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Person)) yield return new("person", "Choose whom to invite.");
        if (Words.Length > Entries.LongestWords) yield return new("words", $"That has {Words.Length} characters; the longest is {Entries.LongestWords}. Shorten it.");
    }
}

internal sealed class InviteToGroupHandler(Work work) : IRequestHandler<InviteToGroup, bool>
{
    public async Task<bool> Handle(InviteToGroup request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsChair(work, request.Reference);
        group.DemandAtWork(work);
        var person = await work.First<Invited>(
            $"""
            SELECT m.id, m.name, o.id AS organization_id, o.name AS organization, o.sector,
                   (SELECT COUNT(*) FROM group_member p WHERE p.group_id = @group AND p.member_id = m.id AND p.left_at IS NULL) AS is_in,
                   (SELECT COUNT(*) FROM group_entry e WHERE e.group_id = @group AND e.member_id = m.id AND e.status = @waiting) AS waits
            FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE m.ref = @person AND m.roles <> @auditor AND {Visibility.OfOrganization} AND {Visibility.OfPerson}
            """,
            new { person = request.Person, group = group.Id, waiting = EntryStatus.Waiting, auditor = Role.Auditor, ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId })
            ?? throw new InvalidException("person", "The person whom you chose is not in the directory. Choose again.");
        if (group.Charter.Walls(person.OrganizationId, person.Sector)) throw new InvalidException("person", $"{person.Name} ({person.Organization}) stands behind the group's wall and cannot be invited.");
        if (!group.Charter.Sectors.Contains(person.Sector)) throw new InvalidException("person", $"{person.Name} ({person.Organization}) belongs to no sector that the charter admits.");
        if (person.IsIn > 0) throw new InvalidException("person", $"{person.Name} is in the group already.");
        if (person.Waits > 0) throw new InvalidException("person", $"{person.Name} has asked to join or has an invitation already.");
        await Entries.Add(work, group, person.Id, work.Caller.Reader.MemberId, request.Words);
        GroupNotices.Tell(work, group.Id, person.Id, GroupChange.Invited, request.Words.Trim());
        work.Record(group.Event("group.invited"));
        return true;
    }

    private sealed class Invited
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long OrganizationId { get; init; }
        public string Organization { get; init; } = "";
        public Sector Sector { get; init; }
        public long IsIn { get; init; }
        public long Waits { get; init; }
    }
}

/// <summary>Accepts or declines one's own invitation into a group.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="IsAccepted">Whether it is accepted.</param>
/// <param name="AcceptsConduct">Whether the caller accepts the code of conduct; refused without, where the invitation is accepted.</param>
[Requires(Permission.Read)]
public sealed record AnswerInvitation(string Reference, bool IsAccepted, bool AcceptsConduct) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (IsAccepted && !AcceptsConduct) yield return new("conduct", "Tick the box: whoever joins accepts the group's code of conduct.");
    }
}

internal sealed class AnswerInvitationHandler(Work work) : IRequestHandler<AnswerInvitation, bool>
{
    public async Task<bool> Handle(AnswerInvitation request, CancellationToken cancellation)
    {
        var (group, access) = await WorkingGroup.Find(work, request.Reference);
        var me = work.Caller.Reader.MemberId;
        if (access == GroupAccess.Member) return true;
        var invitation = await work.Value<long?>(
            "SELECT id FROM group_entry WHERE group_id = @group AND member_id = @me AND status = @waiting AND invited_by IS NOT NULL",
            new { group = group.Id, me, waiting = EntryStatus.Waiting });
        if (access != GroupAccess.Charter || invitation is not { } id) throw new ConflictException("The invitation is not open any more.");
        await Entries.Close(work, id, request.IsAccepted ? EntryStatus.Accepted : EntryStatus.Declined);
        if (request.IsAccepted)
        {
            group.DemandAtWork(work);
            await Entries.Join(work, group, me);
        }
        work.Record(group.Event(request.IsAccepted ? "group.joined" : "group.invitation-declined"));
        return request.IsAccepted;
    }
}
