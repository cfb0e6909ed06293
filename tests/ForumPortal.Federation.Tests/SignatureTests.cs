using System.Text.Json.Nodes;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>ID tokens whose signature proves nothing.</summary>
public sealed class SignatureTests : SignInTest
{
    [Fact]
    public async Task Invalid_sig_rs256()
    {
        Provider.Sign = (header, claims) => SigningKey.Spoil(Provider.Key.Sign(header, claims));
        await Refused("signature of the token is wrong");
    }

    [Fact]
    public async Task Invalid_sig_es256()
    {
        Provider.Key = SigningKey.Ec("curve");
        Provider.Sign = (header, claims) => SigningKey.Spoil(Provider.Key.Sign(header, claims));
        await Refused("signature of the token is wrong");
    }

    [Fact]
    public async Task Invalid_sig_hs256()
    {
        Provider.Sign = (header, claims) => Provider.Key.SignWithPublicKeyAsSecret(header, claims);
        await Refused("method that is not allowed");
    }

    [Fact]
    public async Task Idtoken_sig_none()
    {
        Provider.InHeader = header => header["alg"] = "none";
        Provider.Sign = (header, claims) => $"{SigningKey.Unsigned(header, claims)}.";
        await Refused("method that is not allowed");
    }

    [Fact]
    public async Task Correct_header_signed_by_the_wrong_key()
    {
        var wrong = SigningKey.Rsa("one");
        Provider.Sign = wrong.Sign;
        await Refused("signature of the token is wrong");
    }

    [Fact]
    public async Task Key_in_the_header_is_not_looked_at()
    {
        var own = SigningKey.Rsa("own");
        Provider.InHeader = header =>
        {
            header["kid"] = "own";
            header["jwk"] = own.Published();
            header["jku"] = $"{Provider.Issuer}/own-keys";
        };
        Provider.Sign = own.Sign;
        await Refused("key that the provider does not publish");
        Assert.DoesNotContain("/own-keys", Provider.Requests);
    }

    [Fact]
    public async Task Unknown_key_is_looked_for_once_a_minute()
    {
        var unknown = SigningKey.Rsa("unknown");
        Provider.InHeader = header => header["kid"] = "unknown";
        Provider.Sign = unknown.Sign;
        await Refused("key that the provider does not publish");
        await Refused("key that the provider does not publish");
        Assert.Equal(2, Provider.Requests.Count(path => path == "/jwks"));
    }

    [Fact]
    public async Task Token_of_another_type()
    {
        Provider.InHeader = header => header["typ"] = "logout+jwt";
        await Refused("another type");
    }

    [Fact]
    public async Task Token_that_demands_an_unknown_extension()
    {
        Provider.InHeader = header => header["crit"] = new JsonArray("x");
        await Refused("extension");
    }

    [Fact]
    public async Task Token_that_is_none()
    {
        Provider.Sign = (_, _) => "a.b.c";
        await Refused("cannot be understood");
    }
}
