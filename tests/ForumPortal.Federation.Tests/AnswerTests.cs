using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>Answers through the browser that are not this sign-in's.</summary>
public sealed class AnswerTests : SignInTest
{
    [Fact]
    public async Task Issuer_missing_although_advertised()
    {
        Provider.InAnswer = answer => answer.Remove("iss");
        await Refused("does not say its issuer (iss)");
        Assert.DoesNotContain("/token", Provider.Requests);
    }

    [Fact]
    public async Task Issuer_missing_and_not_advertised_is_taken()
    {
        Provider.InDiscovery = document => document.Remove("authorization_response_iss_parameter_supported");
        Provider.InAnswer = answer => answer.Remove("iss");
        await Accepted();
    }

    [Fact]
    public async Task Issuer_of_another_even_where_not_advertised()
    {
        Provider.InDiscovery = document => document.Remove("authorization_response_iss_parameter_supported");
        Provider.InAnswer = answer => answer["iss"] = $"{Provider.Issuer}/";
        await Refused("(iss of the answer)");
        Assert.DoesNotContain("/token", Provider.Requests);
    }

    [Fact]
    public async Task Error_from_another_issuer_does_not_speak_for_this_one()
    {
        Provider.InAnswer = answer => (answer["error"], answer["iss"]) = ("access_denied", "https://another.example");
        await Refused("(iss of the answer)");
    }

    [Fact]
    public async Task Broken_off_by_the_person()
    {
        Provider.InAnswer = answer => answer["error"] = "access_denied";
        await Refused("access_denied", SignInProblemCode.Cancelled);
    }

    [Fact]
    public async Task Words_of_the_provider_do_not_enter_the_record()
    {
        Provider.InAnswer = answer => (answer["error"], answer["error_description"]) = ("<b>call 555", "<b>call 555");
        await Refused("an error code that cannot be shown");
    }

    [Fact]
    public async Task Token_in_the_answer()
    {
        Provider.InAnswer = answer => answer["id_token"] = "a.b.c";
        await Refused("implicit flow");
    }

    [Fact]
    public async Task Parameter_twice()
    {
        var answer = await Browser.AnswerOf(Connection);
        await Refused(await Browser.Follow(new Uri($"{answer}&code=another")), "a parameter twice");
    }

    [Fact]
    public async Task Code_missing()
    {
        Provider.InAnswer = answer => answer.Remove("code");
        await Refused("holds no code");
    }

    [Fact]
    public async Task State_altered()
    {
        Provider.InAnswer = answer => answer["state"] = $"x{answer["state"]}";
        await Refused("state is missing, was altered", SignInProblemCode.Expired);
    }

    [Fact]
    public async Task Login_csrf_where_the_browser_did_not_begin_it()
    {
        using var attacker = new Browser(Portal);
        var answer = await attacker.AnswerOf(Connection);
        await Refused(await Browser.Follow(answer), "not begun in this browser", SignInProblemCode.Expired);
    }

    [Fact]
    public async Task State_replayed_with_its_cookie()
    {
        Provider.ChecksCodes = false;
        var answer = await Browser.AnswerOf(Connection);
        var cookie = Browser.Cookies.GetCookies(Browser.At("/")).Single();
        using var thief = new Browser(Portal);
        thief.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, "/", Portal.Host));
        Assert.Equal("Ada Example", (await thief.Follow(answer)).Body);
        await thief.Follow("/out");
        await Refused(await Browser.Follow(answer), "used before", SignInProblemCode.Expired);
    }

    [Fact]
    public async Task Code_replayed_in_another_sign_in()
    {
        Provider.ChecksCodes = false;
        using var victim = new Browser(Portal);
        var stolen = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery((await victim.AnswerOf(Connection)).Query)["code"].ToString();
        Provider.InAnswer = answer => answer["code"] = stolen;
        await Refused("(nonce)");
    }

    [Fact]
    public async Task Code_replayed_at_a_provider_that_checks()
    {
        using var victim = new Browser(Portal);
        var stolen = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery((await victim.AnswerOf(Connection)).Query)["code"].ToString();
        Provider.InAnswer = answer => answer["code"] = stolen;
        await Refused("status 400 and invalid_grant");
    }

    [Fact]
    public async Task Connection_changed_meanwhile()
    {
        var answer = await Browser.AnswerOf(Connection);
        await Portal.Connect("meridian", Provider.Issuer);
        await Refused(await Browser.Follow(answer), "connection was changed", SignInProblemCode.Expired);
    }

    [Theory]
    [InlineData("UPDATE connection SET enabled = 0")]
    [InlineData("UPDATE organization SET status = 3")]
    public async Task Connection_or_organization_shut_meanwhile(string shut)
    {
        var answer = await Browser.AnswerOf(Connection);
        await Portal.Execute(shut);
        var landing = await Browser.Follow(answer);
        Assert.Equal(new SignInProblem(SignInProblemCode.Unavailable, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'sign-in.failed' AND detail LIKE '%not active'"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    public async Task Open_redirect(string returnUrl)
    {
        var answer = await Browser.AnswerOf(Connection, $"?returnUrl={returnUrl}");
        Assert.Equal(Browser.At("/"), (await Browser.Step(answer)).Next);
    }

    [Fact]
    public async Task No_more_than_thirty_entries_a_minute_from_outside()
    {
        Portal.Time.Hold();
        foreach (var entered in new[] { 30, 60 })
        {
            for (var one = 0; one < 35; one++) await Browser.Step($"/signin/callback/{Connection}?code=x&state=x");
            Assert.Equal(entered, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'sign-in.failed'"));
            Portal.Time.Pass(TimeSpan.FromMinutes(1));
        }
    }
}
