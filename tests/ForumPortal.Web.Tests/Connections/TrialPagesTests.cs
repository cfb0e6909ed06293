using System.Net;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Tests.Connections;

/// <summary>The pages on which a connection is changed and tried, by what they answer.</summary>
public sealed class TrialPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Secret = "zq-secret-qz";

    [Fact]
    public async Task What_a_provider_sent_is_shown_as_text_and_no_secret_is_shown_at_all()
    {
        var (connection, trial) = await Tried("administrator@vestia.example");
        using var browser = await portal.Browser("administrator@vestia.example");
        var page = (await browser.Get($"/organization/connections/trials/{trial}")).Body;
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        foreach (var address in new[] { $"trials/{trial}", $"trials/{trial}/change", $"{connection}/change", $"{connection}/disable", "" })
        {
            var answer = await browser.Get($"/organization/connections/{address}".TrimEnd('/'));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain(Secret, answer.Body, StringComparison.Ordinal);
        }

        // Refused for another field, the secret is not sent back either; everything else is.
        var refused = await browser.Post($"/organization/connections/trials/{trial}/change", ("ClientId", ""), ("ClientSecret", Secret), ("RoleClaim", "groups"), ("Values", "a & b"), ("Roles", "Liaison"), ("Version", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.DoesNotContain(Secret, refused.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"a &amp; b\"", refused.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"groups\"", refused.Body, StringComparison.Ordinal);
        Assert.Empty(await portal.All<string>("SELECT detail FROM audit_entry WHERE detail LIKE '%script%' OR detail LIKE '%zq-secret%'"));
    }

    [Fact]
    public async Task A_page_that_is_stale_changes_nothing_and_anothers_page_is_not_there()
    {
        var (_, trial) = await Tried("administrator@lumen.example");
        using var browser = await portal.Browser("administrator@lumen.example");
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Post($"/organization/connections/trials/{trial}/use", ("version", "2"))).Status);
        using (var other = await portal.Browser("administrator@vestia.example"))
        {
            await other.Get("/signin");
            var absent = Ids.Reference();
            Assert.Equal(
                Browser.Comparable(await other.Get($"/organization/connections/trials/{absent}"), absent),
                Browser.Comparable(await other.Get($"/organization/connections/trials/{trial}"), trial));
            Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"/organization/connections/trials/{trial}/use", ("version", "1"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"/organization/connections/trials/{trial}/test")).Status);
        }
        using (var reader = await portal.Browser("reader@lumen.example")) Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get($"/organization/connections/trials/{trial}")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post($"/organization/connections/trials/{trial}/use", ("version", "1"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Get($"/organization/connections/trials/{trial}")).Status);
    }

    // Settings of the organization's connection that passed a test, by which the administrator stays one.
    private async Task<(string Connection, string Trial)> Tried(string email)
    {
        var caller = await portal.Recognize(await portal.SignIn(email));
        var connection = (await portal.Sender.Send(caller, new ListConnections())).Connections.Single();
        var form = (await portal.Sender.Send(caller, new ReadConnectionForm(connection.Reference, ""))).Form;
        var trial = await portal.Sender.Send(caller, new SaveTrial(connection.Reference, "", form with { ClientSecret = Secret }));
        var person = ForumPortal.Demo.SampleWorld.Organizations.SelectMany(organization => organization.People).Single(one => one.Email == email);
        var claims = new Dictionary<string, IReadOnlyList<string>> { ["roles"] = person.Roles };
        Assert.True(await portal.Sender.Send(Caller.Program("test"), new RecordTrialTest(trial, 1, caller.Reader.MemberId)
        {
            Person = new ProvenPerson { ConnectionId = 0, Issuer = connection.Settings.Issuer, Subject = person.Subject, Name = person.Name, Email = person.Email, Claims = claims },
            Claims = [new ArrivedClaim("motto", ["<script>alert(1)</script>"], IsFromUserInfo: false)],
        }));
        return (connection.Reference, trial);
    }
}
