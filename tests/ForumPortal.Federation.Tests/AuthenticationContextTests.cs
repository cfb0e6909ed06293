using System.Text.Json.Nodes;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>Authentication contexts that a connection demands (acr_values, acr).</summary>
public sealed class AuthenticationContextTests : SignInTest
{
    private const string Demanded = "urn:example:two-factors phr";

    [Theory]
    [InlineData("urn:example:two-factors")]
    [InlineData("phr")]
    public async Task One_of_those_demanded_is_enough(string context)
    {
        await Portal.Connect("meridian", Provider.Issuer, acrValues: $"  {Demanded.Replace(" ", "   ", StringComparison.Ordinal)} ");
        Provider.InClaims = claims => claims["acr"] = context;
        await Accepted();
        Assert.Equal(Demanded, Provider.LastAuthorization["acr_values"]);
    }

    [Fact]
    public async Task A_fresh_sign_in_asks_for_it_too()
    {
        await Portal.Connect("meridian", Provider.Issuer, acrValues: Demanded);
        await SignIn("?fresh=true");
        Assert.Equal((Demanded, "login"), (Provider.LastAuthorization["acr_values"], Provider.LastAuthorization["prompt"]));
    }

    [Fact]
    public async Task Missing() => await RefusedWith(claims => claims.Remove("acr"), "the ID token names none (acr): turn that claim on at the provider");

    [Fact]
    public async Task That_is_no_text() => await RefusedWith(claims => claims["acr"] = new JsonArray("phr"), "names none (acr)");

    [Theory]
    [InlineData("0")]
    [InlineData("PHR")]
    [InlineData("ph")]
    [InlineData("phr ")]
    [InlineData(Demanded)]
    public async Task Another(string context) => await RefusedWith(claims => claims["acr"] = context, "names another authentication context (acr) than the connection demands");

    [Fact]
    public async Task A_provider_that_cannot_meet_it_says_so()
    {
        await Portal.Connect("meridian", Provider.Issuer, acrValues: Demanded);
        Provider.InAnswer = answer => answer["error"] = "unmet_authentication_requirements";
        await Refused("unmet_authentication_requirements");
    }

    [Fact]
    public async Task A_connection_that_demands_none_asks_for_none_and_takes_any()
    {
        Provider.InClaims = claims => claims["acr"] = "0";
        await Accepted();
        Assert.DoesNotContain("acr_values", Provider.LastAuthorization.Keys);
    }

    [Fact]
    public async Task Demanded_no_longer_where_the_connection_is_changed_without_it()
    {
        await Portal.Connect("meridian", Provider.Issuer, acrValues: Demanded);
        await Portal.Connect("meridian", Provider.Issuer);
        await Accepted();
    }

    [Theory]
    [InlineData("one\ttwo")]
    [InlineData("one\ntwo")]
    [InlineData(null)]
    public async Task Values_that_cannot_be_asked_for(string? values) =>
        await Assert.ThrowsAsync<InvalidException>(() => Portal.Connect("meridian", Provider.Issuer, acrValues: values ?? new string('x', 401)));

    private async Task RefusedWith(Action<JsonObject> change, string reason)
    {
        await Portal.Connect("meridian", Provider.Issuer, acrValues: Demanded);
        Provider.InClaims = change;
        await Refused(reason);
    }
}
