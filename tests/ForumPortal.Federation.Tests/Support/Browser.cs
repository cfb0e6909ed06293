using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.WebUtilities;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>Where a browser stands.</summary>
internal sealed record Landing(HttpStatusCode Status, Uri Address, Uri? Next, string Body)
{
    /// <summary>The reference that the problem's page shows.</summary>
    public string Reference => QueryHelpers.ParseQuery(Address.Query)["reference"].ToString();
}

/// <summary>A browser: cookies and redirects, one step at a time where a test asks for it; the portal's name leads to its port.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(Portal portal) =>
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                var isPortal = context.DnsEndPoint.Host == Portal.Host;
                await socket.ConnectAsync(isPortal ? "127.0.0.1" : context.DnsEndPoint.Host, isPortal ? portal.Port : context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

    public CookieContainer Cookies { get; } = new();

    public static Uri At(string path) => new($"http://{Portal.Host}{path}");

    public Task<Landing> Step(string path) => Step(At(path));

    public async Task<Landing> Step(Uri address)
    {
        using var answer = await client.GetAsync(address);
        var next = answer.Headers.Location is { } location ? new Uri(address, location) : null;
        return new Landing(answer.StatusCode, address, next, await answer.Content.ReadAsStringAsync());
    }

    public Task<Landing> Follow(string path) => Follow(At(path));

    public async Task<Landing> Follow(Uri address)
    {
        var landing = await Step(address);
        for (var steps = 0; landing.Next is { } next && steps < 10; steps++) landing = await Step(next);
        return landing;
    }

    /// <summary>Goes as far as the provider's answer and hands its address back unopened.</summary>
    public async Task<Uri> AnswerOf(string connection, string query = "")
    {
        var begun = await Step($"/start/{connection}{query}");
        return (await Step(begun.Next!)).Next!;
    }

    public async Task<HttpResponseMessage> Post(string path, params KeyValuePair<string, string>[] form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync(At(path), content);
    }

    public async Task<Landing> Post(Uri address, params KeyValuePair<string, string>[] form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(address, content);
        return new Landing(answer.StatusCode, address, answer.Headers.Location is { } location ? new Uri(address, location) : null, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();
}
