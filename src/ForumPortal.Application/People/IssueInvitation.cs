using ForumPortal.Application.Connections;
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
    public async Task<string> Handle(IssueInvitation request, CancellationToken cancellation)
    {
        var connection = await work.First<Row>(
            "SELECT c.id, c.organization_id, o.sector FROM connection c JOIN organization o ON o.id = c.organization_id WHERE c.ref = @reference",
            new { reference = request.Connection }) ?? throw new NotFoundException();
        return await Invitations.Issue(work, connection.OrganizationId, connection.Id, connection.Sector, request.Roles, address: "", by: null);
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long OrganizationId { get; init; }
        public Sector Sector { get; init; }
    }
}
