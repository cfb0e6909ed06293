using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ForumPortal.Web.Tests;

/// <summary>An answer as a browser has it.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Location => Headers.GetValueOrDefault("Location");
}

/// <summary>A browser with its cookies, which follows no redirect by itself.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(Uri address, string? session)
    {
        var cookies = new CookieContainer();
        if (session is not null) cookies.Add(new Cookie("forum-session", session, "/", address.Host));
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, UseProxy = false, MaxConnectionsPerServer = 4 }) { BaseAddress = address };
    }

    public async Task<Answer> Get(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return await Read(answer);
    }

    public async Task<Answer> Head(string address)
    {
        using var message = new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.RelativeOrAbsolute));
        using var answer = await client.SendAsync(message);
        return await Read(answer);
    }

    /// <summary>Posts a form with the anti-forgery token of a page that everybody has.</summary>
    public async Task<Answer> Post(string address, params (string Name, string Value)[] form) =>
        await PostPlainly(address, [.. form, ("__RequestVerificationToken", Token((await Get("/signin")).Body))]);

    public async Task<Answer> PostPlainly(string address, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.RelativeOrAbsolute)) { Content = content };

        // A large form asks first, so that the refusal is heard before all of it is sent.
        message.Headers.ExpectContinue = form.Sum(field => field.Value.Length) > 1_000_000;
        using var answer = await client.SendAsync(message);
        return await Read(answer);
    }

    public static string Token(string page) => TokenField().Match(page).Groups[1].Value;

    public void Dispose() => client.Dispose();

    private static async Task<Answer> Read(HttpResponseMessage answer) => new(
        answer.StatusCode, await answer.Content.ReadAsStringAsync(),
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>What two answers to the same question have in common: without the date, random tokens and the request's own id.</summary>
    public static string Comparable(Answer answer, string reference) => string.Create(CultureInfo.InvariantCulture, $"""
        {(int)answer.Status}
        {string.Join('\n', answer.Headers.Where(header => header.Key is not ("Date" or "Set-Cookie")).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal))}
        {RequestId().Replace(TokenField().Replace(answer.Body, "token"), "request")}
        """).Replace(reference, "REFERENCE", StringComparison.Ordinal);

    [GeneratedRegex("[0-9A-Z]{13}:[0-9A-F]{8}")]
    private static partial Regex RequestId();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
