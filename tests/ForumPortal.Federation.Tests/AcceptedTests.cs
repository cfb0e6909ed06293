using System.Text;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>What an honest provider may do.</summary>
public sealed class AcceptedTests : SignInTest
{
    [Fact]
    public async Task Signs_in_with_rs256() => await Accepted();

    [Fact]
    public async Task Signs_in_with_es256()
    {
        Provider.Key = SigningKey.Ec("curve");
        await Accepted();
    }

    [Fact]
    public async Task Kid_absent_single_jwks()
    {
        Provider.Published = () => [Provider.Key.Published(withKid: false)];
        Provider.InHeader = header => header.Remove("kid");
        await Accepted();
    }

    [Fact]
    public async Task Signing_key_rotation()
    {
        await Accepted();
        Provider.Key = SigningKey.Rsa("two");
        await Accepted();
    }

    [Fact]
    public async Task Rotation_just_before_signing()
    {
        Provider.Instead = context =>
        {
            if (context.Request.Path == "/token") Provider.Key = SigningKey.Rsa("two");
            return Task.FromResult(false);
        };
        await Accepted();
    }

    [Fact]
    public async Task Client_secret_basic()
    {
        await Accepted();
        var sent = Encoding.ASCII.GetString(Convert.FromBase64String(Provider.LastTokenAuthorization["Basic ".Length..]));
        Assert.Equal("forum:s%E2%82%ACcret+%26+more%3A+100+%25", sent);
        Assert.DoesNotContain("client_secret", Provider.LastTokenForm.Keys);
    }

    [Fact]
    public async Task Client_secret_post()
    {
        await Portal.Connect("meridian", Provider.Issuer, ClientAuthentication.Post);
        await Accepted();
        Assert.Equal("", Provider.LastTokenAuthorization);
        Assert.Equal((HostileProvider.ClientId, HostileProvider.ClientSecret), (Provider.LastTokenForm["client_id"], Provider.LastTokenForm["client_secret"]));
    }

    [Fact]
    public async Task UserInfo_gives_what_the_id_token_leaves_out()
    {
        Provider.InClaims = claims =>
        {
            claims.Remove("name");
            claims.Remove("email");
        };
        await Accepted("Ada from UserInfo");
        Assert.Equal("ada@meridian.example", await Portal.Value<string>("SELECT email FROM member"));
    }

    [Fact]
    public async Task Asks_for_a_code_with_pkce_state_and_nonce_at_a_redirect_uri_of_its_own()
    {
        await Accepted();
        var asked = Provider.LastAuthorization;
        Assert.Equal(("code", "S256", $"http://portal.example/signin/callback/{Connection}"), (asked["response_type"], asked["code_challenge_method"], asked["redirect_uri"]));
        Assert.Equal(43, asked["nonce"].Length);
        Assert.DoesNotContain("prompt", asked.Keys);
    }

    [Fact]
    public async Task Fresh_sign_in_asks_the_provider_to_ask_again()
    {
        var landing = await SignIn("?fresh=true&returnUrl=/items");
        Assert.Equal(("/items", "Ada Example"), (landing.Address.PathAndQuery, landing.Body));
        Assert.Equal(("login", "0"), (Provider.LastAuthorization["prompt"], Provider.LastAuthorization["max_age"]));
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        await Accepted();
        await Accepted();
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE ended_at IS NULL"));
        Assert.Equal(2, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session"));
    }
}
