using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>A second provider that this project did not write: OpenIddict, here with one person who is always at hand.</summary>
internal sealed class OpenIddictPeer : IAsyncDisposable
{
    public const string Secret = "a secret of the second provider";
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "signs" };
    private readonly WebApplication app;
    private readonly int port;

    private OpenIddictPeer(int port, bool demandsPushing)
    {
        this.port = port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRouting();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase($"{port}").UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetIssuer(new Uri(Issuer));
                server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/endsession").SetPushedAuthorizationEndpointUris("connect/par");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.RegisterScopes(Scopes.Email, Scopes.Profile);
                server.AddSigningKey(key).AddEphemeralEncryptionKey();
                if (demandsPushing) server.RequirePushedAuthorizationRequests();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/connect/authorize", (Delegate)Authorize);
        app.MapGet("/connect/endsession", () => "Signed out there.");
    }

    public string Issuer => $"http://127.0.0.1:{port}/";

    /// <summary>When the person proved who they are, unless they are asked anew.</summary>
    public DateTimeOffset ProvedAt { get; set; } = DateTimeOffset.UtcNow.AddHours(-1);

    public static async Task<OpenIddictPeer> Start(int port, string connection, string? keys = null, bool demandsPushing = false)
    {
        var peer = new OpenIddictPeer(port, demandsPushing);
        await peer.app.StartAsync();
        await using var scope = peer.app.Services.CreateAsyncScope();
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = HostileProvider.ClientId,
            ClientSecret = keys is null ? Secret : null,
            ClientType = ClientTypes.Confidential,
            JsonWebKeySet = keys is null ? null : new JsonWebKeySet(keys),
            RedirectUris = { Browser.At($"/signin/callback/{connection}") },
            PostLogoutRedirectUris = { Browser.At("/signed-out") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.PushedAuthorization,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Email, Permissions.Scopes.Profile,
            },
        };
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
        return peer;
    }

    /// <summary>A logout token for the person, as a provider sends it.</summary>
    public string LogoutToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer, Audience = HostileProvider.ClientId, TokenType = "logout+jwt", SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = "ada", ["jti"] = Guid.NewGuid().ToString(), ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        },
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }

    private IResult Authorize(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.HasPromptValue(PromptValues.Login) || request.MaxAge is not null) ProvedAt = DateTimeOffset.UtcNow;
        var identity = new ClaimsIdentity("there", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, "ada").SetClaim(Claims.Name, "Person ada").SetClaim(Claims.Email, "ada@meridian.example");
        identity.AddClaim(new Claim(Claims.AuthenticationTime, ProvedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
