using System.Collections.Concurrent;
using System.Net;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>What the portal has answered to somebody as done: it must be there after every kill.</summary>
internal sealed class Answered
{
    /// <summary>Items by reference, with the text.</summary>
    public ConcurrentDictionary<string, string> Published { get; } = new();

    /// <summary>The last text that a draft was kept with.</summary>
    public ConcurrentDictionary<string, string> Kept { get; } = new();

    /// <summary>Acknowledged: reference and session.</summary>
    public ConcurrentDictionary<(string Reference, string Session), bool> Acknowledged { get; } = new();

    /// <summary>Corrected: how often.</summary>
    public ConcurrentDictionary<string, int> Corrected { get; } = new();

    /// <summary>How much, of all kinds.</summary>
    public int Count => Kept.Count + Published.Count + Acknowledged.Count + Corrected.Count;
}

/// <summary>People who write as fast as the portal answers, until it does not.</summary>
internal sealed class Writers(Uri address, Answered answered, IReadOnlyList<string> publishers, string reader)
{
    private static int number;

    public async Task Write(CancellationToken until) =>
        await Task.WhenAll(publishers.Select(publisher => Task.Run(() => UntilKilled(publisher, until), CancellationToken.None)));

    private async Task UntilKilled(string publisher, CancellationToken until)
    {
        using var browser = new Browser(address, publisher);
        using var reading = new Browser(address, reader);
        try
        {
            var readersToken = Browser.Token((await reading.Get("/items")).Body);
            while (!until.IsCancellationRequested) await Once(browser, Browser.Token((await browser.Get("/drafts")).Body), reading, readersToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException or IOException or TaskCanceledException)
        {
            // Killed in the middle: whatever was not answered may or may not be there, whole.
        }
    }

    private async Task Once(Browser browser, string token, Browser reading, string readersToken)
    {
        var text = $"text {Interlocked.Increment(ref number):000000}";
        var draft = Demand(await browser.PostPlainly("/drafts", ("__RequestVerificationToken", token)));
        (string, string)[] form =
        [
            ("Title", text), ("Summary", text), ("Body", text), ("Kind", "advisory"), ("PermittedAction", "InformationOnly"), ("Attribution", "Named"),
            ("Audience.Label", "Green"), ("Audience.Community", "true"), ("AcknowledgeBy", "2099-01-01T00:00"), ("__RequestVerificationToken", token),
        ];
        if ((await browser.PostPlainly($"{draft}/keep", form)).Status != HttpStatusCode.OK) throw new InvalidOperationException("A draft was not kept.");
        answered.Kept[draft[(draft.LastIndexOf('/') + 1)..]] = text;
        var item = Demand(await browser.PostPlainly(draft, [.. form, ("Do", "publish")]));
        var reference = item[(item.LastIndexOf('/') + 1)..];
        answered.Published[reference] = text;

        await reading.Get(item);
        Demand(await reading.PostPlainly($"{item}/acknowledge", ("revision", "1"), ("__RequestVerificationToken", readersToken)));
        answered.Acknowledged[(reference, reader)] = true;
        Demand(await browser.PostPlainly($"{item}/correct", [.. form, ("Revision", "1"), ("Note", "A slip.")]));
        answered.Corrected[reference] = 1;
    }

    private static string Demand(Answer answer) =>
        answer.Status == HttpStatusCode.Found ? answer.Location! : throw new InvalidOperationException($"Answered {answer.Status}: {answer.Body[..Math.Min(400, answer.Body.Length)]}");
}
