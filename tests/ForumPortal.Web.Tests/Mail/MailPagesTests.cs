using System.Net;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using AppCaller = ForumPortal.Application.Pipeline.Caller;

namespace ForumPortal.Web.Tests.Mail;

/// <summary>What the secretariat sees of mail that does not go out: whose mailbox, why, and nothing of what it was about.</summary>
public sealed class MailPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Officer = "officer@secretariat.example";
    private const string Refused = "liaison@norland.example";

    [Fact]
    public async Task A_mailbox_that_is_refused_is_shown_tried_again_and_dropped()
    {
        using var officer = await portal.Browser(Officer);
        var begin = await officer.Get("/mail");
        Assert.Contains("No mail server is set", begin.Body, StringComparison.Ordinal);
        Assert.Contains("No mail server has refused anybody's mailbox lately.", begin.Body, StringComparison.Ordinal);

        await RefuseOne();
        var shown = (await officer.Get("/mail")).Body;
        Assert.Contains("The mailbox was refused for good (550).", shown, StringComparison.Ordinal);
        Assert.Contains("Given up", shown, StringComparison.Ordinal);
        var title = Assert.Single(await portal.All<string>("SELECT b.title FROM delivery m JOIN item b ON b.id = m.item_id WHERE m.status = 3"));
        Assert.DoesNotContain(title, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("TLP:", shown.Split("<main")[1], StringComparison.Ordinal);

        var again = await officer.Post(Path(shown, "retry"));
        Assert.Contains("is tried again now", (await officer.Get(again.Headers["Location"])).Body, StringComparison.Ordinal);
        Assert.Empty(await portal.All<long>("SELECT id FROM delivery WHERE status = 3"));

        await RefuseOne();
        shown = (await officer.Get("/mail")).Body;
        await officer.Post(Path(shown, "drop"));
        Assert.Empty(await portal.All<long>("SELECT id FROM delivery WHERE status IN (1, 3) AND member_id IN (SELECT id FROM member WHERE email = @Refused)", new { Refused }));
    }

    [Theory]
    [InlineData(Refused), InlineData("auditor@secretariat.example"), InlineData("administrator@vestia.example"), InlineData(null)]
    public async Task Nobody_else_sees_it(string? email)
    {
        using var browser = await portal.Browser(email);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.Get("/mail")).Status);
    }

    private async Task RefuseOne()
    {
        await portal.Execute("UPDATE delivery SET status = 4 WHERE status = 1");
        await portal.Execute("UPDATE delivery SET status = 1, due_at = 0 WHERE id = (SELECT MAX(id) FROM delivery WHERE item_id IS NOT NULL AND member_id IN (SELECT id FROM member WHERE email = @Refused))", new { Refused });
        var program = AppCaller.Program("test");
        var taken = (await portal.Sender.Send(program, new TakeMail(portal.Address))).Mail!;
        Assert.Equal(Refused, taken.To);
        await portal.Sender.Send(program, new RecordMailAnswer(taken.Reference, new MailAnswer(MailOutcome.MailboxRefused, "The mailbox was refused for good (550).")));
    }

    private static string Path(string page, string action) => System.Text.RegularExpressions.Regex.Match(page, $"/mail/[\\w-]+/{action}").Value;
}
