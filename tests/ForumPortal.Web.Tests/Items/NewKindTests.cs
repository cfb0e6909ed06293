using System.Net;
using System.Runtime.CompilerServices;
using ForumPortal.Application;
using ForumPortal.Application.Events;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Record;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Web.Tests.Items;

/// <summary>A kind that exists nowhere but here: an entry in a list and its words, and it is found everywhere.</summary>
public sealed class NewKindTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly ItemKind FieldNote = new("field-note", "Field note")
    {
        Heading = "Write a field note", Verb = "Pin the note", Done = "The note is pinned.",
        Warning = new(Sector.Company, "Company notes are long", "Keep it short.", "Pinning shows it to its readers."),
        Fields =
        [
            new("weather", "Weather", FieldShape.Line) { Hint = "As it was.", Missing = "Say how the weather was." },
            new("guide", "Guide", FieldShape.Prose) { Attributions = [AttributionPolicy.Named] },
        ],
    };

    // Before anything else runs, so that every test of this project meets it; after the portal's own, which writers begin with.
    [ModuleInitializer]
    internal static void Register()
    {
        _ = new ServiceCollection().AddApplication();
        ItemKinds.Add([FieldNote]);
    }

    private static (string, string)[] Filled(string what, params (string, string)[] further) =>
    [
        ("Do", what), ("Kind", "field-note"), ("Title", "Tracks by the river"), ("Summary", "What was seen."), ("Body", "Two **sets** of tracks."), ("Audience.Label", "Green"), ("Audience.Community", "true"),
        ("PermittedAction", "InformationOnly"), ("Attribution", "Named"), .. further,
    ];

    [Fact]
    public async Task It_is_written_listed_found_read_recorded_and_told()
    {
        using var writer = await portal.Browser("representative@meridian.example");
        using var reader = await portal.Browser("reader@norland.example");
        using var officer = await portal.Browser("officer@secretariat.example");

        // Draft, fields, preview, compose page.
        var draft = (await writer.Post("/drafts")).Location!;
        Holds((await writer.Get(draft)).Body, "<option value=\"field-note\">Field note</option>");
        Holds((await writer.Post($"{draft}/fields", Filled("fields"))).Body, "Weather", "As it was.", "Guide");
        var composed = (await writer.Post(draft, Filled("preview", ("Fields[weather]", "Fair")))).Body;
        Holds(composed, "Write a field note", "Pin the note", "Company notes are long", "Pinning shows it to its readers.", "<strong>sets</strong>", "Fair");
        Holds((await writer.Get("/drafts")).Body, "Tracks by the river", "Field note");

        var refused = await writer.Post(draft, Filled("publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Holds(refused.Body, "Say how the weather was.");
        var unnamed = await writer.Post(draft, [.. Filled("publish", ("Fields[weather]", "Fair"), ("Fields[guide]", "Ours")).Where(field => field.Item1 != "Attribution"), ("Attribution", "Unattributed")]);
        Holds(unnamed.Body, "it would tell whose this is");

        var address = (await writer.Post(draft, Filled("publish", ("Fields[weather]", "Fair"), ("Fields[guide]", "Ours")))).Location!;
        Assert.StartsWith("/items/", address, StringComparison.Ordinal);
        Holds((await writer.Get(address)).Body, "The note is pinned.");

        // Home, lists, filters, page.
        Holds((await reader.Get("/")).Body, "Tracks by the river", "Field note");
        Holds((await reader.Get("/items?filters=true")).Body, "<option value=\"field-note\">Field note</option>", "Tracks by the river");
        var rows = (await reader.Get("/items?kind=field-note")).Body;
        Holds(rows, "Tracks by the river", "Field note");
        Assert.DoesNotContain("Readiness for the anniversary weeks", rows, StringComparison.Ordinal);
        Holds((await reader.Get(address)).Body, "Tracks by the river", "Field note", "Weather", "Fair", "Guide", "Ours");

        // History, notification, mail.
        await writer.Post($"{address}/correct", ("Revision", "1"), ("Title", "Tracks by the lake"), ("Summary", "What was seen."), ("Body", "Two sets."), ("Note", "It was a lake."), ("Fields[weather]", "Foul"), ("Fields[guide]", "Ours"));
        await Settle();
        Holds((await reader.Get(address)).Body, "Foul");
        Holds((await reader.Get($"{address}/history")).Body, "It was a lake.", "new revision published");
        Holds((await reader.Get($"{address}/revisions/2/changes")).Body, "Tracks by the </span><del>river</del><ins>lake</ins>", "<h2>Weather</h2>", "<del>Fair</del><ins>Foul</ins>");
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"{address}/revisions/1/changes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"{address}/revisions/3/changes")).Status);
        Holds((await reader.Get("/")).Body, "Corrected: new revision published", "Tracks by the lake");
        var mails = new List<OutgoingMail>();
        while (await portal.Sender.Send(Caller.Program("test"), new TakeMail(portal.Address)) is { MayBeMore: true } taken) if (taken.Mail is { } mail) mails.Add(mail);
        Assert.Contains(mails, mail => mail.To == "reader@norland.example" && mail.Subject.Contains("an item that you have read was corrected", StringComparison.Ordinal) && mail.Body.Contains(address, StringComparison.Ordinal));

        // Record.
        Holds((await officer.Get($"/record?Reference={address.Split('/')[2]}")).Body, "Published an item", "Corrected an item");

        // Withdrawn: its readers keep whose it was, when, and what they did with it, and nothing that it said.
        Holds((await writer.Get($"{address}/withdraw")).Body, "Tracks by the lake", "TLP:GREEN", "Now it can be read by");
        await writer.Post($"{address}/withdraw", ("reason", "There was no river."));
        var notice = (await reader.Get(address)).Body;
        Holds(notice, "There was no river.", "Meridian Social", "You first opened it");
        Assert.DoesNotContain("Tracks by", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_in_its_words_keeps_the_program_from_starting()
    {
        EntryWords.Demand(ItemKinds.All);
        Assert.Throws<InvalidOperationException>(() => EntryWords.Demand([new ItemKind("sea-chart", "Sea chart") { RecordedAs = "chart" }]));
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Add([new ItemKind("sea-chart", "")]));
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Add([new ItemKind("sea-chart", "Sea chart") { Verb = "" }]));
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Add([new ItemKind("sea-chart", "Sea chart") { Warning = new(Sector.Company, "Take care", "", "It is shown.") }]));
        Assert.DoesNotContain(ItemKinds.All, kind => kind.Word == "sea-chart");
    }

    private static void Holds(string page, params string[] texts)
    {
        foreach (var text in texts) Assert.Contains(text, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private async Task Settle()
    {
        while (await portal.Sender.Send(Caller.Program("test"), new FindDueEvent()) is { } due) await portal.Sender.Send(Caller.Program("test"), new CarryOutEvent(due));
    }
}
