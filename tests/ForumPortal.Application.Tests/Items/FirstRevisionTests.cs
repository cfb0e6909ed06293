using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Whoever is let in reads the revision that stood then and later ones. What was corrected away before is gone for them.</summary>
public class FirstRevisionTests
{
    private const string Reader = "reader@norland";

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_is_let_in_after_a_correction_reads_nothing_from_before_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }));
        await Correct(forum, reference, 1, "Without the name", "It named somebody.");
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new ReleaseOnward(reference, new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland"] }));
        await Correct(forum, reference, 2, "A third text", "Again.");
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new ReleaseOnward(reference, new AudienceForm { Label = TlpLabel.Green, Organizations = ["lumen", "norland", "vestia"] }));

        await Reads(forum, "publisher@meridian", reference, 1);
        await Reads(forum, "reader@lumen", reference, 1);
        await Reads(forum, Reader, reference, 2);
        await Reads(forum, "reader@vestia", reference, 3);

        // Narrowed away and let in again: what was theirs once is theirs still.
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new NarrowItem(reference, new AudienceForm { Label = TlpLabel.Green, Organizations = ["lumen", "vestia"] }));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(Reader, new ReadItem(reference)));
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new ReleaseOnward(reference, new AudienceForm { Label = TlpLabel.Green, Organizations = ["lumen", "norland", "vestia"] }));
        await Reads(forum, Reader, reference, 2);

        // The originator alone reads who was added and removed, and everyone from which revision on.
        Assert.Equal(["Added: The norland body.", "Removed: The norland body.", "Added: The vestia body.", "Added: The norland body."], await Changes("publisher@meridian"));
        Assert.Empty(await Changes("reader@lumen"));
        Assert.Contains((await forum.Send("reader@lumen", new ReadHistory(reference))).Entries, entry => entry.Change == ItemChange.ReleasedOnward && entry.Detail.Contains("From revision 3 on.", StringComparison.Ordinal));

        async Task<IEnumerable<string>> Changes(string name) => (await forum.Send(name, new ReadHistory(reference))).Entries.Select(entry => entry.AudienceChange).Where(change => change.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_comes_after_a_correction_reads_nothing_from_before_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));
        await Correct(forum, reference, 1, "Without the name", "It named somebody.");
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Join("late@norland", "norland", Role.Reader);
        await Reads(forum, Reader, reference, 1);
        await Reads(forum, "late@norland", reference, 2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_joins_a_group_after_a_correction_reads_nothing_from_before_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@meridian", Reader);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group }));
        await Correct(forum, reference, 1, "Without the name", "It named somebody.");
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.LetIn(group, "reader@lumen");
        await Reads(forum, Reader, reference, 1);
        await Reads(forum, "reader@lumen", reference, 2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_corrected_before_the_embargo_ends_is_gone_for_its_readers(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Clear, Public = true }) with { EmbargoUntil = forum.In(TimeSpan.FromHours(2)) });
        await Correct(forum, reference, 1, "Without the name", "It named somebody.");
        forum.Clock.Pass(TimeSpan.FromHours(3));
        await Correct(forum, reference, 2, "A third text", "Again.");
        await Reads(forum, "publisher@meridian", reference, 1);
        await Reads(forum, Reader, reference, 2);
        await forum.Refused<NotFoundException>(new Caller(), new ReadItem(reference, 1));
        Assert.Equal(2, (await forum.Sender.Send(new Caller(), new ReadItem(reference, 2))).FirstRevision);
    }

    // Former audiences are kept since version 0.2: of what was widened before, the event alone is left, and who had read it then.
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_widened_before_former_audiences_were_kept_shows_new_readers_nothing_earlier(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }));
        await forum.Send("reader@lumen", new ReadItem(reference));
        await Correct(forum, reference, 1, "Without the name", "It named somebody.");
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new ReleaseOnward(reference, new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland"] }));
        await forum.Dispatch();
        await forum.Execute("DELETE FROM item_former_audience");
        await Reads(forum, "reader@lumen", reference, 1);
        await Reads(forum, Reader, reference, 2);

        // One that is kept says nothing of those before it.
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new ReleaseOnward(reference, new AudienceForm { Label = TlpLabel.Green, Organizations = ["lumen", "norland"] }));
        await Reads(forum, "reader@lumen", reference, 1);
        await Reads(forum, Reader, reference, 2);
    }

    private static async Task Correct(TestForum forum, string reference, long revision, string title, string note)
    {
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = revision, Title = title, Summary = "A summary.", Body = "A text.", Note = note });
    }

    private static async Task Reads(TestForum forum, string name, string reference, long first)
    {
        var current = (await forum.Send(name, new ReadItem(reference))).CurrentRevision;
        for (var revision = 1; revision <= current; revision++)
        {
            if (revision < first) await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(name, new ReadItem(reference, revision)));
            else Assert.Equal(revision, (await forum.Send(name, new ReadItem(reference, revision))).Revision);
        }
        var history = await forum.Send(name, new ReadHistory(reference));
        Assert.Equal(first, history.Item.FirstRevision);
        Assert.Equal(first, history.Entries.Min(entry => entry.Revision));
        if (first > 1) Assert.Equal("", history.Entries[^1].Detail);
        if (first == 2) Assert.DoesNotContain(history.Entries, entry => entry.Detail.Contains("named somebody", StringComparison.Ordinal));
    }
}
