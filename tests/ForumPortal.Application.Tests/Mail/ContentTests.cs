using ForumPortal.Application.Applications;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Mail;
using ForumPortal.Application.People;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Applications;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Items;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Mail;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Mail;

/// <summary>Everything that can be told happens in one world whose titles, texts, names and reasons all hold a mark; no mail holds it.</summary>
public class ContentTests
{
    private const string Mark = "zqx";

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task No_mail_says_a_title_an_origin_a_name_a_reason_or_content(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var mails = await Everything(forum);
        Assert.Equal(
            EventKinds.All.Where(kind => kind.Mail.Length > 0).Except([MailKinds.Invitation, MailKinds.Digest]).Select(kind => kind.Word).Order(StringComparer.Ordinal),
            (await forum.All<string>("SELECT DISTINCT kind FROM delivery WHERE status = 2")).Order(StringComparer.Ordinal));

        var names = await forum.All<string>("SELECT name FROM organization UNION SELECT name FROM member UNION SELECT handle FROM organization");
        Assert.All(mails, mail =>
        {
            var text = $"{mail.Subject}\n{(mail.Unsubscribe is { } link ? mail.Body.Replace($"{link}", "", StringComparison.Ordinal) : mail.Body)}";
            Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(names, name => text.Contains(name, StringComparison.OrdinalIgnoreCase));
            Assert.All(text, letter => Assert.True(char.IsAscii(letter)));
            Assert.True(mail.Subject.Length < 130 && mail.Body.Split('\n').All(line => line.Length < 900));
        });
    }

    [Fact]
    public async Task The_label_stands_first_in_the_subject_and_directly_before_the_text()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.AmberStrict, Organizations = ["norland"] }) with { AcknowledgeBy = "2026-04-01T00:00" });
        var mail = (await forum.Deliver()).First(one => one.Is("reader@norland"));
        Assert.Equal("[TLP:AMBER+STRICT] Forum Portal: an item asks its readers for acknowledgement", mail.Subject);
        Assert.StartsWith($"TLP:AMBER+STRICT\nAn item asks its readers for acknowledgement.\nhttps://forum.example.org/items/{reference}\n", mail.Body, StringComparison.Ordinal);
    }

    private static async Task<List<OutgoingMail>> Everything(TestForum forum)
    {
        await forum.Execute("UPDATE organization SET name = 'Body zqx ' || handle");
        await forum.Execute("UPDATE member SET name = 'Person zqx'");
        var mails = new List<OutgoingMail>();
        var open = Forms.Community();
        ItemForm Marked(ItemForm form) => form with { Title = "zqx title", Summary = "zqx summary", Body = "zqx body" };

        var item = await forum.Publish("publisher@meridian", Marked(Forms.Of(open with { Label = TlpLabel.Green, WalledSectors = [Sector.Research] })) with { AcknowledgeBy = "2026-03-20T00:00" });
        await forum.Send("reader@norland", new ReadItem(item));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = item, Revision = 1, Title = "zqx T", Summary = "zqx S", Body = "zqx B", Note = "zqx slip." });
        await forum.Send("publisher@meridian", new ReleaseOnward(item, open with { Label = TlpLabel.Clear, WalledSectors = [Sector.Research] }));
        await forum.Send("publisher@meridian", new NarrowItem(item, open with { Label = TlpLabel.Green, WalledSectors = [Sector.Research, Sector.Intergovernmental] }));
        var request = await forum.Ask("publisher@norland", Marked(Asked.Form()) with { Fields = Asked.Fields("2026-03-20T00:00") });
        await forum.Send("reader@lumen", new ReadItem(request));
        await forum.Answer("publisher@lumen", request, AttributionPolicy.OrganizationOnly);
        var unnamed = await forum.Publish("publisher@lumen", Marked(Forms.Of(open)) with { Attribution = AttributionPolicy.Unattributed });
        await forum.Send("reader@norland", new AskQuestion(unnamed, "zqx why?"));
        await forum.Send("publisher@lumen", new AnswerQuestion(unnamed, (await forum.Send("publisher@lumen", new ReadFollowUps(unnamed))).Questions.Single().Reference, "zqx so.", PostedAs.Originator));

        var withdrawn = await forum.Publish("publisher@lumen", Marked(Forms.Of(open)) with { Attribution = AttributionPolicy.Unattributed });
        await forum.HandIn("publisher@lumen", new CorrectItem { Reference = withdrawn, Revision = 1, Title = "zqx T", Summary = "zqx S", Body = "zqx B", Note = "zqx slip." });
        await forum.Send("publisher@lumen", new WithdrawItem(withdrawn, "zqx reason"));
        await forum.Execute("UPDATE deferred_act SET due_at = 1");
        await forum.TakeEffects();

        var group = await forum.Charter(forum.Form(chair: "publisher@openrights") with { Name = "zqx group", Purpose = "zqx", CodeOfConduct = "zqx" }, "reader@norland", "publisher@lumen");
        await forum.Send("reader@vestia", new JoinGroup(group, "zqx please", true));
        await forum.Send("publisher@openrights", new DecideEntry((await forum.Send("publisher@openrights", new ListEntries(group))).Requests.Single().Reference, false, "zqx no"));
        await forum.Send("publisher@openrights", new InviteToGroup(group, forum["reader@safeweb"].Reference, "zqx come"));
        await forum.Name(group, "publisher@openrights", "publisher@meridian");
        var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "zqx question", "zqx", "2026-06-01T00:00"));
        mails.AddRange(await forum.DeliverLater());
        await forum.Execute("UPDATE ballot SET closes_at = 1");
        await forum.Send("publisher@openrights", new CloseDecision(decision));
        await forum.Send("publisher@openrights", new RemoveFromGroup(group, (await forum.AliasOf(group, "reader@norland"))!, "zqx out"));
        await forum.Send("publisher@openrights", new CloseGroup(group, "zqx report"));
        await forum.Charter(forum.Form(chair: "publisher@safeweb") with { Name = "zqx other group", Purpose = "zqx", CodeOfConduct = "zqx" });
        await forum.Send(await forum.Administrator("safeweb"), new RemovePerson(forum["publisher@safeweb"].Reference, "zqx gone"));

        await forum.Join(Applicant.Validator, "secretariat", Role.Secretariat | Role.Reader);
        var applicant = await Applicant.Apply(forum, "zqx Tideway");
        mails.AddRange(await forum.Deliver());
        await applicant.SetHandle();
        await applicant.CheckAll();
        await forum.Send(Applicant.Officer, new AskForSponsor(applicant.Reference, true));
        mails.AddRange(await forum.Deliver());
        await forum.Send(Applicant.Officer, new RefuseApplication(applicant.Reference, (await applicant.Read()).Version, "zqx reasons"));
        mails.AddRange(await forum.Deliver());
        foreach (var until in new[] { "2026-03-19T00:01:00Z", "2026-03-20T00:01:00Z" })
        {
            forum.Clock.Now = DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture);
            mails.AddRange(await forum.Deliver());
        }
        await forum.Send("publisher@norland", new CloseRequest(request, RequestOutcome.Answered, "zqx words"));
        await forum.Send("publisher@meridian", new WithdrawItem(item, "zqx wrong"));
        mails.AddRange(await forum.Deliver());
        return mails;
    }
}
