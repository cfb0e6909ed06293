using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>Makes a link by which an admitted organization sets its first connection up. Answers its secret, which is not kept.</summary>
/// <param name="Handle">The organization's handle.</param>
[OnlyTheProgram]
public sealed record IssueSetUpLink(string Handle) : ICommand<string>;

internal sealed class IssueSetUpLinkHandler(Work work) : IRequestHandler<IssueSetUpLink, string>
{
    private static readonly TimeSpan Valid = TimeSpan.FromDays(14);

    public async Task<string> Handle(IssueSetUpLink request, CancellationToken cancellation)
    {
        var id = await work.Value<long?>("SELECT id FROM organization WHERE handle = @handle AND status = @active", new { handle = request.Handle, active = OrganizationStatus.Active })
            ?? throw new InvalidException("organization", $"There is no active organization with the handle '{request.Handle}'.");
        if (await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @id", new { id }) > 0)
            throw new ConflictException($"The organization '{request.Handle}' has a connection. Its administrators change it in the portal; the command connection repairs it.");

        // The newest link alone is good.
        await work.Execute("DELETE FROM set_up_link WHERE organization_id = @id AND used_at IS NULL", new { id });
        var secret = Ids.Secret();
        await work.Execute(
            "INSERT INTO set_up_link (secret_hash, organization_id, expires_at) VALUES (@hash, @id, @until)", new { hash = Ids.Hash(secret), id, until = work.Now + Valid });
        work.Record(new AuditEvent("organization.set-up-link-issued", "organization", request.Handle) { OrganizationId = id });
        return secret;
    }
}

/// <summary>The link by which a first connection is set up.</summary>
internal sealed class SetUpLink
{
    public long OrganizationId { get; init; }
    public string Name { get; init; } = "";
    public string Handle { get; init; } = "";
    public Sector Sector { get; init; }

    /// <summary>Good while it is neither used nor old, and its organization is active and has no connection; anything else does not exist.</summary>
    public static async Task<SetUpLink> Find(Work work, string secret) =>
        await work.First<SetUpLink>(
            """
            SELECT l.organization_id, o.name, o.handle, o.sector FROM set_up_link l JOIN organization o ON o.id = l.organization_id
            WHERE l.secret_hash = @hash AND l.used_at IS NULL AND l.expires_at > @now AND o.status = @active
              AND NOT EXISTS (SELECT 1 FROM connection c WHERE c.organization_id = o.id)
            """,
            new { hash = Ids.Hash(secret), now = work.Now, active = OrganizationStatus.Active }) ?? throw new NotFoundException();

    public Task<TrialRow?> Trial(Work work) =>
        work.First<TrialRow>(
            $"SELECT {TrialRow.Columns} FROM connection_trial t WHERE t.organization_id = @OrganizationId AND t.used_at IS NULL ORDER BY t.id DESC {work.Dialect.Limit(1)}", new { OrganizationId });
}
