using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Makes a single-use link by which a person joins through the organization's connection with these roles.</summary>
/// <param name="Connection">The connection's reference.</param>
/// <param name="Roles">The roles that the person will hold.</param>
[OnlyTheProgram]
public sealed record IssueInvitation(string Connection, Role Roles) : ICommand<string>;

internal sealed class IssueInvitationHandler(Work work) : IRequestHandler<IssueInvitation, string>
{
    public Task<string> Handle(IssueInvitation request, CancellationToken cancellation) => Invitations.IssueByOperator(work, request.Connection, request.Roles);
}
