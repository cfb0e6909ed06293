using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Operations;

/// <summary>Begins a forum: the secretariat, its connection, the invitation of its first administrator and the terms, together or not at all. Works once.</summary>
/// <param name="Secretariat">The secretariat, of sector <see cref="Sector.Operator"/>.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="Terms">The terms of the forum, in Markdown.</param>
[OnlyTheProgram]
public sealed record SetUpForum(AdmitOrganization Secretariat, PutConnection Connection, string Terms) : ICommand<SetUpResult>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        foreach (var error in Secretariat.Validate().Concat(Connection.Validate())) yield return error;
        if (Secretariat.Sector != Sector.Operator) yield return new("sector", "The secretariat is the forum's operator.");
        if (string.IsNullOrWhiteSpace(Terms)) yield return new("terms", "The terms of the forum are empty.");
    }
}

/// <summary>What the operator needs after setting up.</summary>
/// <param name="Connection">The connection's reference.</param>
/// <param name="Invitation">The secret of the first administrator's invitation; it is not kept.</param>
public sealed record SetUpResult(string Connection, string Invitation);

internal sealed class SetUpForumHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<SetUpForum, SetUpResult>
{
    private const Role FirstAdministrator = Role.Secretariat | Role.OrganizationAdministrator;

    public async Task<SetUpResult> Handle(SetUpForum request, CancellationToken cancellation)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM organization") > 0)
            throw new ConflictException("This forum is set up already. Use connection, organization and invite to change it.");

        // Its key is what the second of two at once stumbles over.
        await work.Execute("INSERT INTO forum_fact (name, value) VALUES ('set-up', 'yes')");
        await Terms.Publish(work, request.Terms);
        await NewOrganization.Admit(work, request.Secretariat);
        var connection = await new ConnectionWriting(work, protection).Put(request.Connection);
        var invitation = await Invitations.IssueByOperator(work, connection, FirstAdministrator);
        work.Record(new AuditEvent("forum.set-up"));
        return new SetUpResult(connection, invitation);
    }
}
