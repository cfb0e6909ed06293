using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.Tests;

/// <summary>The key with which a connection proves itself (private_key_jwt).</summary>
public sealed class ClientKeyTests : SignInTest
{
    [Fact]
    public async Task The_assertion_holds_what_the_standard_demands()
    {
        await ConnectWithKey();
        var certificate = await Portal.Certificate(Connection);
        Portal.Time.Hold();
        await Accepted();
        var assertion = new JsonWebToken(Provider.LastTokenForm["client_assertion"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", Provider.LastTokenForm["client_assertion_type"]);
        Assert.Equal((HostileProvider.ClientId, HostileProvider.ClientId, HostileProvider.ClientId), (Provider.LastTokenForm["client_id"], assertion.Issuer, assertion.Subject));
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "sub"], assertion.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal));
        Assert.Equal($"{Provider.Issuer}/token", Assert.Single(assertion.Audiences));
        Assert.Equal(Portal.Time.GetUtcNow().ToUnixTimeSeconds(), assertion.GetPayloadValue<long>("iat"));
        Assert.Equal(TimeSpan.FromSeconds(60), assertion.ValidTo - assertion.IssuedAt);
        using var parsed = X509Certificate2.CreateFromPem(certificate);
        Assert.Equal(
            ("RS256", KeyOf(certificate)["kid"]!.ToString(), Base64UrlEncoder.Encode(parsed.GetCertHash(HashAlgorithmName.SHA256)), Base64UrlEncoder.Encode(parsed.GetCertHash())),
            (assertion.Alg, assertion.Kid, assertion.GetHeaderValue<string>("x5t#S256"), assertion.X5t));

        var rules = new TokenValidationParameters { IssuerSigningKeys = new JsonWebKeySet(ClientKey.PublicSet(certificate)).GetSigningKeys(), ValidateIssuer = false, ValidateAudience = false };
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(assertion.EncodedToken, rules)).IsValid);
        Assert.DoesNotContain("client_secret", Provider.LastTokenForm.Keys);
        Assert.Equal("", Provider.LastTokenAuthorization);
    }

    [Fact]
    public async Task No_assertion_is_sent_twice()
    {
        await ConnectWithKey();
        await Accepted();
        var first = new JsonWebToken(Provider.LastTokenForm["client_assertion"]).Id;
        await Accepted();
        Assert.NotEqual(first, new JsonWebToken(Provider.LastTokenForm["client_assertion"]).Id);
        Assert.Equal(43, first.Length);
    }

    [Fact]
    public async Task The_private_half_is_neither_shown_nor_kept_readable()
    {
        await ConnectWithKey();
        var certificate = await Portal.Certificate(Connection);
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], KeyOf(certificate).Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("PRIVATE", certificate, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", await Portal.Value<string>("SELECT client_credential FROM connection"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_is_the_connections_own_and_signs_nothing_but_assertions()
    {
        await ConnectWithKey();
        using var certificate = X509Certificate2.CreateFromPem(await Portal.Certificate(Connection));
        Assert.Equal(($"CN=forum-portal-{Connection}", 3072), (certificate.Subject, certificate.GetRSAPublicKey()!.KeySize));
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.InRange(certificate.NotAfter - certificate.NotBefore, TimeSpan.FromDays(730), TimeSpan.FromDays(731));
    }

    [Fact]
    public async Task A_change_of_the_connection_keeps_the_key_and_a_wish_renews_it()
    {
        await ConnectWithKey();
        var first = await Portal.Certificate(Connection);
        await Portal.Connect("meridian", Provider.Issuer, ClientAuthentication.PrivateKeyJwt, AdmissionPolicy.AskAdministrator);
        Assert.Equal(first, await Portal.Certificate(Connection));
        await ConnectWithKey(isKeyRenewed: true);
        Assert.NotEqual(KeyOf(first)["n"]!.ToString(), KeyOf(await Portal.Certificate(Connection))["n"]!.ToString());
        Assert.Equal(2, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'connection.changed' AND detail = 'with a new client key'"));
        await Accepted();
    }

    [Fact]
    public async Task A_secret_takes_the_place_of_the_key()
    {
        await ConnectWithKey();
        await Portal.Connect("meridian", Provider.Issuer);
        Assert.Null(await Portal.Sender.Send(Caller.Program("test"), new FindClientCertificate(Connection)));
        await Accepted();
        Assert.DoesNotContain("client_assertion", Provider.LastTokenForm.Keys);
    }

    [Theory]
    [InlineData(ClientAuthentication.PrivateKeyJwt, "secret", false)]
    [InlineData(ClientAuthentication.Basic, "secret", true)]
    public async Task A_secret_beside_a_key_is_refused(ClientAuthentication authentication, string secret, bool isKeyRenewed)
    {
        var request = new PutConnection
        {
            Organization = "meridian",
            Issuer = Provider.Issuer,
            ClientId = "forum",
            ClientSecret = secret,
            ClientAuthentication = authentication,
            Admission = AdmissionPolicy.Everyone,
            IsKeyRenewed = isKeyRenewed,
        };
        await Assert.ThrowsAsync<InvalidException>(() => Portal.Sender.Send(Caller.Program("test"), request));
    }

    private Task<string> ConnectWithKey(bool isKeyRenewed = false) => Portal.Connect("meridian", Provider.Issuer, ClientAuthentication.PrivateKeyJwt, isKeyRenewed: isKeyRenewed);

    private static JsonObject KeyOf(string certificate) => JsonNode.Parse(ClientKey.PublicSet(certificate))!["keys"]![0]!.AsObject();
}
