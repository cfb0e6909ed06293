using System.Net;
using Dapper;
using ForumPortal.Application;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.Sessions;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.SignOut;
using ForumPortal.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>A small host around the relying party, on a database of its own.</summary>
internal sealed class Portal : IAsyncDisposable
{
    public const string Host = "portal.example";
    private readonly TestDatabase fresh;
    private readonly Database database;
    private readonly WebApplication app;

    private Portal(TestDatabase fresh, bool development, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        (this.fresh, database) = (fresh, fresh.Database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddInMemoryCollection([new("Portal:PublicAddress", development ? $"http://{Host}" : $"https://{Host}"), .. settings]);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddApplication();
        builder.Services.AddFederation(builder.Configuration, development);
        app = builder.Build();
        app.UseAuthentication();
        app.MapFederation();
        app.MapGet("/{**path}", (HttpContext context) => context.Caller() is { IsStranger: false } caller ? caller.Name : "stranger");
        app.MapGet("/start/{connection}", (string connection, string? returnUrl, bool? fresh) =>
            Results.Challenge(SignInChallenge.For(connection, returnUrl, fresh ?? false), [FederationSchemes.Organization]));
        app.MapGet("/try/{trial}", (string trial) => Results.Challenge(SignInChallenge.ForTrial(trial, "/tried", 0), [FederationSchemes.Organization]));
        app.MapGet("/out", async (HttpContext context, ProviderSignOut provider) =>
        {
            var ended = await Sender.Send(context.Caller(), new Application.Directory.SignOut());
            await context.SignOutAsync(FederationSchemes.Session);
            return (await provider.Address(ended, context.RequestAborted))?.AbsoluteUri ?? "nowhere";
        });
    }

    public TestTime Time { get; } = new();

    public int Port => new Uri(app.Urls.Single()).Port;

    public ISender Sender => app.Services.GetRequiredService<ISender>();

    public static async Task<Portal> Start(bool development = true, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var portal = new Portal(await TestDatabases.Fresh(TestDatabases.Sqlite), development, settings);
        await portal.app.StartAsync();
        return portal;
    }

    /// <summary>Adds an organization with a connection to that issuer; answers the connection's reference.</summary>
    public async Task<string> Connect(
        string handle,
        string issuer,
        ClientAuthentication authentication = ClientAuthentication.Basic,
        AdmissionPolicy admission = AdmissionPolicy.Everyone,
        string secret = HostileProvider.ClientSecret,
        bool isKeyRenewed = false,
        string acrValues = "")
    {
        await Admit(handle);
        return await Sender.Send(
            Caller.Program("test"),
            new PutConnection
            {
                Organization = handle,
                Issuer = issuer,
                ClientId = HostileProvider.ClientId,
                ClientSecret = authentication == ClientAuthentication.PrivateKeyJwt ? "" : secret,
                ClientAuthentication = authentication,
                Admission = admission,
                IsKeyRenewed = isKeyRenewed,
                AcrValues = acrValues,
            });
    }

    /// <summary>Admits an organization, where there is none of that handle.</summary>
    public async Task Admit(string handle)
    {
        if (await Value<long>("SELECT COUNT(*) FROM organization WHERE handle = @handle", new { handle }) > 0) return;
        var now = DateTimeOffset.UtcNow;
        await Execute(
            """
            INSERT INTO organization (id, handle, name, sector, jurisdiction, status, listed, people_listing, active_periods, created_at)
            VALUES (@id, @handle, @handle, 1, 'XX', 2, 1, 1, @periods, @now)
            """,
            new { id = Ids.Next(now), handle, periods = $"{now.ToUnixTimeMilliseconds()}-", now });
        await Execute("INSERT INTO organization_domain (domain, organization_id, verified_at) SELECT handle || '.example', id, 0 FROM organization WHERE handle = @handle", new { handle });
    }

    /// <summary>What the administrator registers at the provider.</summary>
    public async Task<string> Certificate(string connection) =>
        await Sender.Send(Caller.Program("test"), new FindClientCertificate(connection)) ?? throw new InvalidOperationException("The connection uses no key.");

    public async Task Execute(string sql, object? arguments = null)
    {
        await using var transaction = await database.Write(CancellationToken.None);
        await transaction.Connection.ExecuteAsync(sql, arguments, transaction.Transaction);
        await transaction.Commit(CancellationToken.None);
    }

    public async Task<T?> Value<T>(string sql, object? arguments = null)
    {
        await using var connection = await database.Read(CancellationToken.None);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    /// <summary>The reason that the record holds for the failed sign-in with that reference, in the part that its organization reads.</summary>
    public Task<string?> Reason(string reference, string handle) => Value<string>(
        """
        SELECT e.detail FROM audit_entry e JOIN audit_value v ON v.seq = e.seq JOIN organization o ON o.id = v.organization_id
        WHERE e.action = 'sign-in.failed' AND v.request_id = @reference AND v.address = '127.0.0.1' AND o.handle = @handle
        """,
        new { reference, handle });

    /// <summary>The reasons that the record holds for refused logout tokens, in the part that the organization reads; the handle is empty for those of no organization.</summary>
    public async Task<IReadOnlyList<string>> LogoutRefusals(string handle)
    {
        await using var connection = await database.Read(CancellationToken.None);
        return (await connection.QueryAsync<string>(
            """
            SELECT e.detail FROM audit_entry e JOIN audit_value v ON v.seq = e.seq LEFT JOIN organization o ON o.id = v.organization_id
            WHERE e.action = 'logout-token.refused' AND e.outcome = 'refused' AND v.address = '127.0.0.1' AND v.request_id <> '' AND COALESCE(o.handle, '') = @handle
            ORDER BY e.seq
            """,
            new { handle })).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await fresh.DisposeAsync();
    }
}
