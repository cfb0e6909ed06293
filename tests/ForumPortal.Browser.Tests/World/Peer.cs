using System.Diagnostics;

namespace ForumPortal.Browser.Tests.World;

/// <summary>npm's oidc-provider as an organization's own identity provider, from the folder of the federation's tests.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    public static async Task<Peer> Start(int port, string redirect, string signedOut, string secret)
    {
        var folder = Path.Combine(Repository.Root, "tests", "ForumPortal.Federation.Tests", "Peers");
        var start = new ProcessStartInfo("node", ["provider.mjs", $"{port}", redirect, signedOut, "client_secret_basic"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ISSUER_HOST"] = "localhost";
        start.Environment["CLIENT_SECRET"] = secret;
        start.Environment["ROLES"] = "boss,staff";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return await process.StandardOutput.ReadLineAsync() is not null ? new Peer(process) : throw new InvalidOperationException("oidc-provider did not start.");
    }

    /// <summary>Answers the provider's pages as that person, until they lead back.</summary>
    public static async Task SignIn(IPage page, string issuer, string person)
    {
        await page.IsWhole();
        while (page.Url.StartsWith(issuer, StringComparison.Ordinal))
        {
            if (await page.Locator("input[name=login]").CountAsync() > 0)
            {
                await page.Locator("input[name=login]").FillAsync(person);
                await page.Locator("input[name=password]").FillAsync("any");
            }
            await page.Locator("button[type=submit]").First.ClickAsync();
            await page.IsWhole();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
