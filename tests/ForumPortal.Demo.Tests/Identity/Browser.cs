using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace ForumPortal.Demo.Tests.Identity;

/// <summary>A browser with its cookies at one organization's provider; it follows no redirect by itself.</summary>
internal sealed partial class Browser(HttpClient client, SampleOrganization organization)
{
    public SampleOrganization Organization => organization;

    public string Issuer => $"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}/{organization.Handle}";

    public Task<HttpResponseMessage> Get(string path) => client.GetAsync($"/{organization.Handle}/{path}");

    public Task<HttpResponseMessage> Authorize(SignInRequest request) =>
        Get("authorize" + QueryString(request.Parameters));

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] form) =>
        client.PostAsync(address, new FormUrlEncodedContent(form.ToDictionary(field => field.Name, field => field.Value)));

    /// <summary>Clicks a person's button on the page that was answered.</summary>
    public async Task<HttpResponseMessage> Choose(HttpResponseMessage page, string duty)
    {
        var html = await page.Content.ReadAsStringAsync();
        var person = organization.Person(duty);
        Assert.Contains($"name=\"person\" value=\"{person.Subject}\"", html, StringComparison.Ordinal);
        return await Post(WebUtility.HtmlDecode(FormAction().Match(html).Groups[1].Value), ("person", person.Subject));
    }

    /// <summary>Sends the form of the page that was answered with its hidden fields, as its one button does.</summary>
    public async Task<HttpResponseMessage> Submit(HttpResponseMessage page)
    {
        var html = await page.Content.ReadAsStringAsync();
        var fields = HiddenField().Matches(html).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        return await Post(FormAction().Match(html).Groups[1].Value, [.. fields]);
    }

    /// <summary>The whole way to the forum's redirect URI; answers what its query says.</summary>
    public async Task<Dictionary<string, string>> SignIn(SignInRequest request, string duty = "representative") =>
        Landing(await Choose(await Authorize(request), duty), request.RedirectUri);

    /// <summary>The parameters with which the browser arrives at the expected address.</summary>
    public static Dictionary<string, string> Landing(HttpResponseMessage answer, string expected)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var location = answer.Headers.Location!;
        Assert.Equal(expected, location.GetLeftPart(UriPartial.Path));
        return QueryHelpers.ParseQuery(location.Query).ToDictionary(pair => pair.Key, pair => pair.Value.Single()!);
    }

    public static string QueryString(IReadOnlyDictionary<string, string> parameters) =>
        QueryHelpers.AddQueryString("", parameters.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex FormAction();
}
