using System.Net;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.Sessions;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation.Tests;

/// <summary>What the cookie is worth, and how long.</summary>
public sealed class SessionTests : SignInTest
{
    [Fact]
    public async Task Truncated_or_malformed_cookie_is_a_strangers()
    {
        await Accepted();
        var cookie = Browser.Cookies.GetCookies(Browser.At("/")).Single();
        foreach (var value in new[] { cookie.Value[..20], "", "x", new string('x', 43), $"{cookie.Value}x", "%00%ff", new string('"', 43) })
        {
            using var other = new Browser(Portal);
            other.Cookies.Add(new Cookie(cookie.Name, value, "/", Portal.Host));
            var landing = await other.Step("/");
            Assert.Equal((HttpStatusCode.OK, "stranger"), (landing.Status, landing.Body));
        }
    }

    [Theory]
    [InlineData("UPDATE member SET status = 3")]
    [InlineData("UPDATE member SET status = 4")]
    [InlineData("UPDATE organization SET status = 3")]
    [InlineData("UPDATE connection SET enabled = 0")]
    public async Task Shut_out_at_the_next_request(string shut)
    {
        await Accepted();
        Assert.Equal("Ada Example", (await Browser.Step("/")).Body);
        await Portal.Execute(shut);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Suspended_member_cannot_sign_in_again()
    {
        await Accepted();
        await Portal.Execute("UPDATE member SET status = 3");
        var landing = await SignIn();
        Assert.Equal(new SignInProblem(SignInProblemCode.NotActive, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry e JOIN audit_value v ON v.seq = e.seq WHERE action = 'sign-in.refused' AND v.request_id = @Reference", new { landing.Reference }));
    }

    [Theory]
    [InlineData(AdmissionPolicy.AskAdministrator, SignInProblemCode.Waiting)]
    [InlineData(AdmissionPolicy.OnlyInvited, SignInProblemCode.NotInvited)]
    public async Task Not_admitted(AdmissionPolicy admission, SignInProblemCode code)
    {
        await Portal.Connect("meridian", Provider.Issuer, admission: admission);
        var landing = await SignIn();
        Assert.Equal(new SignInProblem(code, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_leads_to_the_provider()
    {
        await Accepted();
        var cookies = Browser.Cookies.GetCookies(Browser.At("/")).Single();
        Assert.DoesNotContain(".", await Portal.Value<string>("SELECT id_token FROM sign_in_session") ?? "", StringComparison.Ordinal);

        var provider = new Uri((await Browser.Step("/out")).Body);
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(provider.Query);
        Assert.Equal($"{Provider.Issuer}/end", provider.GetLeftPart(UriPartial.Path));
        Assert.Equal("http://portal.example/signed-out", asked["post_logout_redirect_uri"].ToString());
        Assert.Equal(3, asked["id_token_hint"].ToString().Split('.').Length);

        Assert.Empty(Browser.Cookies.GetCookies(Browser.At("/")));
        using var thief = new Browser(Portal);
        thief.Cookies.Add(new Cookie(cookies.Name, cookies.Value, "/", Portal.Host));
        Assert.Equal("stranger", (await thief.Step("/")).Body);
    }

    [Fact]
    public async Task Signing_out_does_not_need_the_provider()
    {
        Provider.InDiscovery = document => document.Remove("end_session_endpoint");
        await Accepted();
        Assert.Equal("nowhere", (await Browser.Step("/out")).Body);
    }

    [Theory]
    [InlineData(false, false, "__Host-forum-session=s; path=/; secure; samesite=lax; httponly")]
    [InlineData(true, true, "__Host-forum-session=s; path=/; secure; samesite=lax; httponly")]
    [InlineData(true, false, "forum-session=s; path=/; samesite=lax; httponly")]
    public void Cookie_is_bound_to_the_host_and_hidden_from_scripts(bool development, bool https, string header)
    {
        var context = new DefaultHttpContext { Request = { IsHttps = https } };
        new SessionCookie(Options.Create(new FederationOptions { Development = development })).Write(context, "s");
        Assert.Equal(header, context.Response.Headers.SetCookie.ToString());
    }
}
