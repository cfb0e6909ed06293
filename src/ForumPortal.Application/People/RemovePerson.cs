using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>
/// Removes somebody from the caller's organization for good. Their sessions end, their drafts are deleted, their memberships and open requests end,
/// the invitations that they issued are taken back. What they published stays the organization's. They come back only by a later invitation.
/// </summary>
/// <param name="Reference">Who.</param>
/// <param name="Reason">Why, for the organization's administrators; at most 1,000 characters.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record RemovePerson(string Reference, [property: Typed("reason")] string Reason) : ICommand<Removed>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Reasons.Errors(Reason);
}

/// <summary>What went with the person. Memberships are not counted: a number would tell of groups that do not show their members.</summary>
/// <param name="Name">Who was removed.</param>
/// <param name="Sessions">How many open sessions ended.</param>
/// <param name="Drafts">How many drafts were deleted.</param>
/// <param name="Invitations">How many invitations that they had issued were taken back.</param>
public sealed record Removed(string Name, long Sessions, long Drafts, long Invitations);

internal sealed class RemovePersonHandler(Work work, IEnumerable<IDeparture> departures) : IRequestHandler<RemovePerson, Removed>
{
    public async Task<Removed> Handle(RemovePerson request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        person.Demand(MemberStatus.Active, MemberStatus.Suspended);
        person.DemandMayShutOut();
        await person.DemandAnotherAdministrator("reason");
        var drafts = await PersonFacts.Drafts(work, person.Id);
        await work.Execute("DELETE FROM draft WHERE member_id = @id", new { id = person.Id });
        foreach (var departure in departures) await departure.OfMember(person.Id);
        var invitations = await Invitations.TakeBackIssuedBy(work, person.OrganizationId, person.Id);
        await work.Execute("UPDATE member SET roles = @none, given_roles = @none WHERE id = @id", new { none = Role.None, id = person.Id });
        var sessions = await person.ChangeStatus(MemberStatus.Removed, request.Reason.Trim());
        return new Removed(person.Name, sessions, drafts, invitations);
    }
}

/// <summary>What there is of a person that their organization may count.</summary>
internal static class PersonFacts
{
    public static Task<long> Drafts(Work work, long member) =>
        work.Value<long>("SELECT COUNT(*) FROM draft WHERE member_id = @member AND published_ref IS NULL", new { member });
}
