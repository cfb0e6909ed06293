using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ForumPortal.Application.Items;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Benchmarks;

/// <summary>Requests to the portal as members of the world.</summary>
internal sealed partial class Portal(World world)
{
    // Two of them may stand side by side.
    private static readonly int Port = int.Parse(Environment.GetEnvironmentVariable("FORUMPORTAL_BENCHMARK_PORT") ?? "5481", CultureInfo.InvariantCulture);

    public static readonly Uri Address = new($"http://127.0.0.1:{Port}");

    /// <summary>How many members write: more than connections, because a form is kept from being sent too often.</summary>
    public const int Writers = 400;

    /// <summary>Items that every writer may be asked to acknowledge: common, of no writer's organization.</summary>
    public static readonly IReadOnlyList<int> Acknowledged =
        [.. Enumerable.Range(500, 2_000).Select(half => half * 2).Where(item => World.Author(item) > Enumerable.Range(0, Writers).Max(Writer)).Take(100)];

    private readonly Dictionary<int, (string Cookie, string Token)> forms = [];

    public static HttpRequestMessage Get(string path, int member) => With(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path)), member);

    /// <summary>A GREEN item that everyone in the first sectors may read.</summary>
    public HttpRequestMessage CommonPage(int number, int spread, int member = 1) => Get($"/items/{World.Reference(Common(number % spread))}", member);

    /// <summary>What never existed.</summary>
    public static HttpRequestMessage Absent(int member) => Get($"/items/{new string('z', 22)}", member);

    public int Common(int number) => world.Items - (world.Items % 2) - (number * 2);

    /// <summary>A first reading at AMBER: an item released to three organizations, by the publisher of one of them.</summary>
    public HttpRequestMessage FirstReading(int number)
    {
        var item = 3 + (number * 2);
        while (world.IsRare(item)) item += 2;
        return Get($"/items/{World.Reference(item)}", 3 + (item % 1990));
    }

    /// <summary>What is published: common, as all that is common in the world is, and kept as a page's script keeps it while one types.</summary>
    public static ItemForm Form(int draft) => new()
    {
        Kind = "threat-briefing", Title = $"Published under load {draft}",
        Summary = "What returned after a removal, how fast, and what slowed it.",
        Body = "Most of what was removed did not come back, and what did came back smaller.",
        Audience = new AudienceForm { Label = TlpLabel.Green, Community = true, WalledSectors = [Sector.Intergovernmental] },
    };

    public HttpRequestMessage Publish(int draft)
    {
        var form = Form(draft);
        return Post($"/drafts/{World.DraftReference(draft)}", Writer(draft), new()
        {
            ["Do"] = "publish", ["Kind"] = $"{form.Kind}", ["Title"] = form.Title, ["Summary"] = form.Summary, ["Body"] = form.Body,
            ["PermittedAction"] = $"{form.PermittedAction}", ["Attribution"] = $"{form.Attribution}", ["Audience.Label"] = $"{form.Audience.Label}", ["Audience.Community"] = "true", ["Audience.WalledSectors"] = $"{Sector.Intergovernmental}",
        });
    }

    public HttpRequestMessage Acknowledge(int number) =>
        Post($"/items/{World.Reference(Acknowledged[number / Writers])}/acknowledge", Writer(number), new() { ["revision"] = "1" });

    /// <summary>A topic of one of the groups that the measured member is in.</summary>
    public static HttpRequestMessage Topic(int number) => Get($"/topics/{Groups.TopicReference(Groups.Read(number))}", 1);

    /// <summary>A first reading of a topic, by a writer in its group.</summary>
    public static HttpRequestMessage FirstReadingOfTopic(int number) => Get($"/topics/{Groups.TopicReference(Groups.FirstRead(number))}", Writer(number));

    public HttpRequestMessage Reply(int number) =>
        Post($"/topics/{Groups.TopicReference(Groups.RepliedTo(number))}/replies", Writer(number), new() { ["body"] = "The same here: what came back was smaller, and slower than we had feared." });

    /// <summary>The member whose draft that is: a publisher, no intergovernmental one, who could not read what is common.</summary>
    public static int Writer(int draft) => 10 + (draft % Writers / 9 * 10) + (draft % Writers % 9);

    /// <summary>Fetches the form's cookie and token for a member, before the measuring.</summary>
    public async Task Prepare(int member)
    {
        using var answer = await Load.Client.SendAsync(Get("/account/sessions", member));
        var cookie = answer.Headers.GetValues("Set-Cookie").First(one => one.StartsWith("__Host-forum-form=", StringComparison.Ordinal)).Split(';')[0];
        forms[member] = (cookie, Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    private HttpRequestMessage Post(string path, int member, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = forms[member].Token;
        var request = With(new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new FormUrlEncodedContent(fields) }, member);
        request.Headers.Remove("Cookie");
        request.Headers.Add("Cookie", $"__Host-forum-session={World.Secret(member)}; {forms[member].Cookie}");
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, int member)
    {
        request.Version = HttpVersion.Version11;
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Cookie", $"__Host-forum-session={World.Secret(member)}");
        return request;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
