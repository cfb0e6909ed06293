using System.Globalization;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>The form for a connection: filled with what is tried, else with what counts, else empty. Never with a secret.</summary>
/// <param name="Connection">The connection that is changed; empty for a new one.</param>
/// <param name="Trial">The trial that is changed; empty for none.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadConnectionForm(string Connection, string Trial) : IQuery<ConnectionFormPage>;

/// <summary>The form for a connection.</summary>
/// <param name="Form">As filled in.</param>
/// <param name="Sector">The organization's sector, which says what roles a claim can give.</param>
/// <param name="FixedIssuer">The issuer of the connection that is changed, which stays; empty for a new one.</param>
/// <param name="Kept">What the portal proves itself with as it is kept, if anything is.</param>
public sealed record ConnectionFormPage(ConnectionForm Form, Sector Sector, string FixedIssuer, ClientAuthentication? Kept)
{
    internal static ConnectionFormPage Of(SettingsRow? row, long version, Sector sector, bool isIssuerFixed)
    {
        if (row is null) return new(new ConnectionForm { Version = version }, sector, "", null);
        var rows = ClaimedRoles.Map(row.RoleMap).SelectMany(pair => Enum.GetValues<Role>().Where(role => role != Role.None && pair.Value.HasFlag(role)).Select(role => (Value: pair.Key, Role: role))).ToList();
        var isKey = row.ClientAuthentication == ClientAuthentication.PrivateKeyJwt;
        return new(
            new ConnectionForm
            {
                Issuer = row.Issuer, ClientId = row.ClientId, ClientAuthentication = row.ClientAuthentication, AcrValues = row.AcrValues, Admission = row.Admission, RoleClaim = row.RoleClaim,
                ExpiresOn = isKey ? "" : row.CredentialExpiresAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Values = [.. rows.Select(one => one.Value)], Roles = [.. rows.Select(one => one.Role)], Version = version,
            },
            sector,
            isIssuerFixed ? row.Issuer : "",
            row.ClientAuthentication);
    }
}

internal sealed class ReadConnectionFormHandler(Work work) : IRequestHandler<ReadConnectionForm, ConnectionFormPage>
{
    public async Task<ConnectionFormPage> Handle(ReadConnectionForm request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        if (request.Trial.Length > 0)
        {
            var trial = await TrialRow.Own(work, caller.OrganizationId, request.Trial);
            return ConnectionFormPage.Of(trial, trial.Version, caller.Sector, trial.ConnectionId is not null);
        }
        if (request.Connection.Length == 0) return ConnectionFormPage.Of(null, 0, caller.Sector, isIssuerFixed: false);
        var connection = await ConnectionRow.Own(work, request.Connection);
        var open = await SaveTrialHandler.OfConnection(work, connection.Id);
        return ConnectionFormPage.Of((SettingsRow?)open ?? connection, open?.Version ?? 0, caller.Sector, isIssuerFixed: true);
    }
}
