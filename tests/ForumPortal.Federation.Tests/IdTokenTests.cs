using System.Text.Json.Nodes;
using ForumPortal.Federation.Tests.Support;
using static ForumPortal.Federation.Tests.Support.HostileProvider;

namespace ForumPortal.Federation.Tests;

/// <summary>ID tokens that must be refused, one misbehaviour each, under the names of the OpenID suite where it has one.</summary>
public sealed class IdTokenTests : SignInTest
{
    [Fact]
    public async Task Invalid_iss()
    {
        Provider.InClaims = claims => claims["iss"] = $"{Provider.Issuer}/";
        await Refused("(iss)");
    }

    [Fact]
    public async Task Missing_sub()
    {
        Provider.InClaims = claims => claims.Remove("sub");
        await Refused("(sub)");
    }

    [Fact]
    public async Task Sub_that_is_no_text()
    {
        Provider.InClaims = claims => claims["sub"] = 1;
        await Refused("(sub)");
    }

    [Fact]
    public async Task Invalid_aud()
    {
        Provider.InClaims = claims => claims["aud"] = "Forum";
        await Refused("(aud)");
    }

    [Fact]
    public async Task Missing_aud()
    {
        Provider.InClaims = claims => claims.Remove("aud");
        await Refused("(aud)");
    }

    [Fact]
    public async Task Several_audiences_without_azp()
    {
        Provider.InClaims = claims => claims["aud"] = new JsonArray(ClientId, "another");
        await Refused("(azp)");
    }

    [Fact]
    public async Task Azp_of_another_client()
    {
        Provider.InClaims = claims => claims["azp"] = "another";
        await Refused("(azp)");
    }

    [Fact]
    public async Task Missing_iat()
    {
        Provider.InClaims = claims => claims.Remove("iat");
        await Refused("(iat)");
    }

    [Fact]
    public async Task Iat_in_the_future()
    {
        Provider.InClaims = claims => claims["iat"] = Seconds(90);
        await Refused("(iat)");
    }

    [Fact]
    public async Task Missing_exp()
    {
        Provider.InClaims = claims => claims.Remove("exp");
        await Refused("(exp)");
    }

    [Fact]
    public async Task Expired()
    {
        Provider.InClaims = claims => claims["exp"] = Seconds(-65);
        await Refused("(exp)");
    }

    [Fact]
    public async Task Not_yet_valid()
    {
        Provider.InClaims = claims => claims["nbf"] = Seconds(90);
        await Refused("(nbf)");
    }

    [Fact]
    public async Task Nonce_invalid()
    {
        Provider.InClaims = claims => claims["nonce"] = "another";
        await Refused("(nonce)");
    }

    [Fact]
    public async Task Nonce_missing()
    {
        Provider.InClaims = claims => claims.Remove("nonce");
        await Refused("(nonce)");
    }

    [Fact]
    public async Task Hash_of_another_access_token()
    {
        Provider.InClaims = claims => claims["at_hash"] = "MTIzNDU2Nzg5MDEyMzQ1Ng";
        await Refused("(at_hash)");
    }

    [Fact]
    public async Task Userinfo_invalid_sub()
    {
        Provider.InClaims = claims => claims.Remove("email");
        Provider.InUserInfo = said => said["sub"] = "person-2";
        await Refused("speaks of somebody else (sub)");
    }

    [Fact]
    public async Task Userinfo_missing_sub()
    {
        Provider.InClaims = claims => claims.Remove("email");
        Provider.InUserInfo = said => said.Remove("sub");
        await Refused("speaks of somebody else (sub)");
    }
}
