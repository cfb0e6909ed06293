using System.Text.Json;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Nothing that a reader outside the originator gets names or reveals the originator of an unattributed item.</summary>
public class UnattributedTests
{
    [Fact]
    public async Task No_answer_names_the_originator_the_author_or_a_time_finer_than_the_hour()
    {
        await using var forum = await TestForum.Open();
        var form = Forms.Of(Forms.Community(TlpLabel.Green)) with { AcknowledgeBy = "2026-04-01T00:00" };
        var named = await forum.Publish("publisher@meridian", form);
        forum.Clock.Pass(TimeSpan.FromMinutes(11));
        var unnamed = await forum.Publish("publisher@meridian", form with { Attribution = AttributionPolicy.Unattributed }, parent: named);
        var summary = await forum.Publish("publisher@meridian", form, parent: unnamed);
        foreach (var reader in new[] { "reader@lumen", "publisher@norland", "officer@secretariat" })
        {
            forum.Clock.Pass(TimeSpan.FromMinutes(7));
            var page = await forum.Send(reader, new ReadItem(unnamed));
            Assert.Empty(page.Derived);
            Assert.Null(page.Parent);
            Assert.Null((await forum.Send(reader, new ReadItem(summary))).Parent);
            Assert.Empty((await forum.Send(reader, new ReadItem(named))).Derived);
        }
        forum.Clock.Pass(TimeSpan.FromMinutes(7));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = unnamed, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Dispatch();
        foreach (var reader in new[] { "reader@lumen", "publisher@norland", "officer@secretariat" })
        {
            Hides(await forum.Send(reader, new ReadItem(unnamed, 1)));
            Hides(await forum.Send(reader, new ReadHistory(unnamed)));
            Hides((await forum.Send(reader, new ListItems())).Rows.Single(row => row.Reference == unnamed));
            Hides((await forum.Send(reader, new ReadHome())).Notices);
            Assert.DoesNotContain((await forum.Send(reader, new ListItems { Organization = "meridian" })).Rows, row => row.Reference == unnamed);
            await forum.Refused<Application.Pipeline.ForbiddenException>(await forum.As("publisher@norland"), new ReadReaders(unnamed));
        }
        await forum.Send("publisher@meridian", new WithdrawItem(unnamed, "Wrong."));
        await forum.Dispatch();
        Hides(await forum.Send("reader@lumen", new ReadItem(unnamed)));
        Hides(await forum.Send("reader@lumen", new ReadHistory(unnamed)));
        Hides((await forum.Send("reader@lumen", new ReadHome())).Notices);
        Assert.Contains("meridian", JsonSerializer.Serialize(await forum.Send("publisher@meridian", new ReadItem(unnamed))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audience_in_which_the_author_would_be_found_by_elimination_is_refused_at_creation_and_asked_about_at_narrowing()
    {
        await using var forum = await TestForum.Open();
        var small = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland"] };
        var refusal = await Assert.ThrowsAsync<InvalidException>(() => forum.Publish("publisher@meridian", Forms.Of(small, AttributionPolicy.Unattributed)));
        Assert.Equal("attribution", refusal.Errors.Single().Field);

        var large = small with { Organizations = ["lumen", "norland", "vestia", "safeweb"] };
        var reference = await forum.Publish("publisher@meridian", Forms.Of(large, AttributionPolicy.Unattributed));
        Assert.Equal("anyway", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send("publisher@meridian", new NarrowItem(reference, small)))).Errors.Single().Field);
    }

    private static void Hides(object answer)
    {
        var text = JsonSerializer.Serialize(answer);
        Assert.DoesNotContain("meridian", text, StringComparison.OrdinalIgnoreCase);
        using var document = JsonDocument.Parse(text);
        Assert.All(Times(document.RootElement), time => Assert.Equal((0, 0, 0), (time.Minute, time.Second, time.Millisecond)));
    }

    private static IEnumerable<DateTimeOffset> Times(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Times(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Times),
        JsonValueKind.String when element.TryGetDateTimeOffset(out var time) => [time],
        _ => [],
    };
}
