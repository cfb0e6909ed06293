using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ForumPortal.Application.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>An OpenID provider that is honest until a test tells it how to misbehave.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientId = "forum";
    public const string ClientSecret = "s€cret & more: 100 %";
    private static readonly SigningKey First = SigningKey.Rsa("one");
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = new();
    private readonly WebApplication app;

    private HostileProvider()
    {
        Published = () => [Key.Published()];
        Sign = (header, payload) => Key.Sign(header, payload);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            Requests.Add(context.Request.Path.Value ?? "");
            if (Instead is null || !await Instead(context)) await next(context);
        });
        app.MapGet("/.well-known/openid-configuration", () => Json(Change(Discovery(), InDiscovery)));
        app.MapGet("/jwks", () => Json(new JsonObject { ["keys"] = new JsonArray([.. Published()]) }));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)Token);
        app.MapGet("/userinfo", (HttpContext context) => Json(Change(new JsonObject { ["sub"] = "person-1", ["name"] = "Ada from UserInfo", ["email"] = "ada@meridian.example" }, InUserInfo)));
    }

    public string Issuer { get; private set; } = "";

    public SigningKey Key { get; set; } = First;

    public Func<IEnumerable<JsonObject>> Published { get; set; }

    public Func<JsonObject, JsonObject, string> Sign { get; set; }

    public Action<JsonObject>? InDiscovery { get; set; }

    public Action<JsonObject>? InHeader { get; set; }

    public Action<JsonObject>? InClaims { get; set; }

    public Action<JsonObject>? InUserInfo { get; set; }

    public Action<JsonObject>? InTokens { get; set; }

    /// <summary>Changes the parameters of the answer that goes through the browser.</summary>
    public Action<Dictionary<string, string?>>? InAnswer { get; set; }

    /// <summary>Answers instead of the provider where it says so.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    /// <summary>Whether codes work once and need their PKCE verifier.</summary>
    public bool ChecksCodes { get; set; } = true;

    public ConcurrentBag<string> Requests { get; } = [];

    public Dictionary<string, string> LastAuthorization { get; private set; } = [];

    public string LastTokenAuthorization { get; private set; } = "";

    public Dictionary<string, string> LastTokenForm { get; private set; } = [];

    public static async Task<HostileProvider> Start()
    {
        var provider = new HostileProvider();
        await provider.app.StartAsync();
        provider.Issuer = provider.app.Urls.Single();
        return provider;
    }

    public JsonObject Claims(string nonce) => new()
    {
        ["iss"] = Issuer, ["sub"] = "person-1", ["aud"] = ClientId, ["nonce"] = nonce, ["sid"] = "provider-session-1",
        ["iat"] = Seconds(), ["exp"] = Seconds(300), ["auth_time"] = Seconds(), ["name"] = "Ada Example", ["email"] = "ada@meridian.example",
    };

    public JsonObject LogoutClaims() => new()
    {
        ["iss"] = Issuer, ["sub"] = "person-1", ["aud"] = ClientId, ["sid"] = "provider-session-1", ["jti"] = Ids.Reference(), ["iat"] = Seconds(), ["exp"] = Seconds(120),
        ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
    };

    public static long Seconds(int later = 0) => DateTimeOffset.UtcNow.ToUnixTimeSeconds() + later;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private JsonObject Discovery() => new()
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = $"{Issuer}/authorize", ["token_endpoint"] = $"{Issuer}/token", ["userinfo_endpoint"] = $"{Issuer}/userinfo",
        ["jwks_uri"] = $"{Issuer}/jwks", ["end_session_endpoint"] = $"{Issuer}/end", ["authorization_response_iss_parameter_supported"] = true,
    };

    private IResult Authorize(HttpContext context)
    {
        LastAuthorization = context.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString());
        var code = Ids.Secret();
        codes[code] = LastAuthorization;
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = LastAuthorization["state"], ["iss"] = Issuer };
        InAnswer?.Invoke(answer);
        return Results.Redirect(QueryHelpers.AddQueryString(LastAuthorization["redirect_uri"], answer));
    }

    private async Task<IResult> Token(HttpContext context)
    {
        LastTokenForm = (await context.Request.ReadFormAsync()).ToDictionary(one => one.Key, one => one.Value.ToString());
        LastTokenAuthorization = context.Request.Headers.Authorization.ToString();
        var code = LastTokenForm["code"];
        if (!codes.TryGetValue(code, out var begun) || (ChecksCodes && !Redeem(code, begun))) return Error("invalid_grant");
        var header = Change(Key.Header(), InHeader);
        var claims = Change(Claims(begun["nonce"]), InClaims);
        return Json(Change(new JsonObject { ["access_token"] = "access-1", ["token_type"] = "Bearer", ["id_token"] = Sign(header, claims) }, InTokens));
    }

    private bool Redeem(string code, Dictionary<string, string> begun) =>
        codes.TryRemove(code, out _)
        && begun["redirect_uri"] == LastTokenForm["redirect_uri"]
        && begun["code_challenge_method"] == "S256"
        && begun["code_challenge"] == System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(LastTokenForm["code_verifier"])));

    private static IResult Error(string code) => Results.Text(new JsonObject { ["error"] = code }.ToJsonString(), "application/json", statusCode: 400);

    private static IResult Json(JsonObject one) => Results.Text(one.ToJsonString(), "application/json");

    private static JsonObject Change(JsonObject one, Action<JsonObject>? change)
    {
        change?.Invoke(one);
        return one;
    }
}
