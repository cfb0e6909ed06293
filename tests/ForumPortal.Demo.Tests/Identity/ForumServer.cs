using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Demo.Tests.Identity;

/// <summary>What the forum's server does behind the browser's back, with Microsoft's own libraries.</summary>
internal static class ForumServer
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public static Task<OpenIdConnectConfiguration> Discover(Browser browser) =>
        OpenIdConnectConfigurationRetriever.GetAsync(
            $"{browser.Issuer}/.well-known/openid-configuration", new HttpDocumentRetriever(Client) { RequireHttps = false }, default);

    public static Task<(int Status, JsonElement Body)> Redeem(Browser browser, SignInRequest request, string code, string? verifier = null) =>
        Redeem(browser, Form(browser, request, code, verifier));

    public static Dictionary<string, string> Form(Browser browser, SignInRequest request, string code, string? verifier = null) => new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = request.RedirectUri,
        ["code_verifier"] = verifier ?? request.Verifier,
        ["client_id"] = browser.Organization.ClientId,
        ["client_secret"] = browser.Organization.ClientSecret,
    };

    public static async Task<(int Status, JsonElement Body)> Redeem(Browser browser, Dictionary<string, string> form, string? basic = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{browser.Issuer}/token") { Content = new FormUrlEncodedContent(form) };
        if (basic is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await Send(message);
    }

    public static async Task<(int Status, JsonElement Body)> UserInfo(Browser browser, string accessToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"{browser.Issuer}/userinfo");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await Send(message);
    }

    public static async Task<JsonWebToken> Validate(Browser browser, string token, string type = "JWT")
    {
        var metadata = await Discover(browser);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = browser.Organization.ClientId,
            IssuerSigningKeys = metadata.SigningKeys,
            ValidTypes = [type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        });
        Assert.Null(result.Exception);
        return (JsonWebToken)result.SecurityToken;
    }

    /// <summary>Signs in and redeems, for tests about what comes after.</summary>
    public static async Task<(JsonWebToken IdToken, string AccessToken)> SignIn(
        Browser browser, SignInRequest? request = null, string duty = "representative")
    {
        request ??= new(browser.Organization.Handle);
        var landing = await browser.SignIn(request, duty);
        return await Tokens(browser, request, landing["code"]);
    }

    public static async Task<(JsonWebToken IdToken, string AccessToken)> Tokens(Browser browser, SignInRequest request, string code)
    {
        var (status, body) = await Redeem(browser, request, code);
        Assert.Equal(200, status);
        return (await Validate(browser, body.GetProperty("id_token").GetString()!), body.GetProperty("access_token").GetString()!);
    }

    private static async Task<(int Status, JsonElement Body)> Send(HttpRequestMessage message)
    {
        using var answer = await Client.SendAsync(message);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
