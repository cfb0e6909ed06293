using System.Net.Mail;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.People;

/// <summary>Invites somebody into the caller's organization: a link for one person, within seven days, which goes to them by mail too. An older one for the same address is taken back. Answers the link's path.</summary>
/// <param name="Address">Their work address, in a verified domain of the organization.</param>
/// <param name="Roles">The roles that they will hold.</param>
[CreatesOnce]
[Requires(Permission.AdministerOrganization)]
public sealed record InvitePerson(string Address, Role Roles) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() =>
    [
        .. Texts.Line("address", Address, 254, "Give the person's work address."),
        .. Address.Length > 0 && !(MailAddress.TryCreate(Address.Trim(), out var parsed) && parsed.Address == Address.Trim())
            ? [new FieldError("address", "This is not an e-mail address such as name@organization.example.")] : Array.Empty<FieldError>(),
    ];
}

internal sealed class InvitePersonHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<InvitePerson, string>
{
    public async Task<string> Handle(InvitePerson request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        var address = await KeptEmail.Of(work, request.Address.Trim(), caller.OrganizationId);
        if (address.Length == 0) throw new InvalidException("address", "The address lies in no domain that your organization has verified. Invite people by their work address.");
        GivenRoles.DemandMayGive(work, request.Roles);
        var connection = (await ConnectionRow.All(work))[0];
        await Invitations.TakeBackFor(work, caller.OrganizationId, address);
        var secret = await Invitations.Issue(work, caller.OrganizationId, connection.Id, caller.Sector, request.Roles, address, caller.MemberId);
        var path = $"/invitation/{connection.Reference}/{secret}";
        await new InvitationMail(address, path).Send(work, protection, caller.OrganizationId);
        return path;
    }
}

/// <summary>Takes an open invitation of the caller's organization back: its link leads nowhere any more.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record WithdrawInvitation(string Reference) : ICommand<bool>;

internal sealed class WithdrawInvitationHandler(Work work) : IRequestHandler<WithdrawInvitation, bool>
{
    public async Task<bool> Handle(WithdrawInvitation request, CancellationToken cancellation)
    {
        var organization = work.Caller.Reader.OrganizationId;
        if (await work.Value<long>("SELECT COUNT(*) FROM invitation WHERE ref = @reference AND organization_id = @organization", new { reference = request.Reference, organization }) == 0) throw new NotFoundException();
        if (await Invitations.TakeBackOne(work, organization, request.Reference) == 0) throw new ConflictException("The invitation is not open any more: it was used, taken back or ran out.");
        return true;
    }
}
