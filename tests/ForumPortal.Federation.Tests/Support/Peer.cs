using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>A certified OpenID provider that this project did not write, run by Node from the folder Peers.</summary>
internal sealed class Peer : IAsyncDisposable
{
    /// <summary>Of the letters that RFC 6749 (A.2) allows, some that must be encoded.</summary>
    public const string Secret = "secret & more: 100 %";
    private readonly Process process;

    private Peer(Process process, Uri issuer)
    {
        this.process = process;
        Issuer = issuer;
    }

    public Uri Issuer { get; }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it with one client, which proves itself by <see cref="Secret"/> or, where given, by a key of that JWK set.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="connection">The connection whose redirect URI it knows.</param>
    /// <param name="authentication">How the client proves itself.</param>
    /// <param name="keys">The JWK set.</param>
    /// <param name="secret">The secret, where it is another.</param>
    /// <param name="settings">Further settings of the script.</param>
    public static async Task<Peer> Start(int port, string connection, string authentication, string? keys = null, string secret = Secret, params (string Name, string Value)[] settings)
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Peers"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) throw new InvalidOperationException($"oidc-provider is not installed: run tests/run, or npm ci in {folder}.");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["provider.mjs", $"{port}", $"http://{Portal.Host}/signin/callback/{connection}", $"http://{Portal.Host}/signed-out", authentication]) start.ArgumentList.Add(argument);
        start.Environment[keys is null ? "CLIENT_SECRET" : "CLIENT_JWKS"] = keys ?? secret;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var issuer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("oidc-provider did not start.");
        return new Peer(process, new Uri(issuer));
    }

    /// <summary>Goes from the portal through the provider's own pages, as that person, back to the portal.</summary>
    public async Task<Landing> SignIn(Browser browser, string start, string person)
    {
        var landing = await browser.Step(start);
        for (var steps = 0; steps < 20; steps++)
        {
            if (landing.Next is { } next) landing = await browser.Step(next);
            else if (landing.Address.Host != Issuer.Host) return landing;
            else landing = await browser.Post(landing.Address, Answer(landing.Body, person));
        }
        throw new InvalidOperationException($"The provider leads nowhere: {landing.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static KeyValuePair<string, string>[] Answer(string page, string person) =>
        page.Contains("value=\"login\"", StringComparison.Ordinal)
            ? [new("prompt", "login"), new("login", person), new("password", "any")]
            : [new("prompt", "consent")];
}
