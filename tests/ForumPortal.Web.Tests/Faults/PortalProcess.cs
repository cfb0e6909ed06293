using System.Diagnostics;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>The built portal as a process of its own, to be killed.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process process;

    private PortalProcess(Process process) => this.process = process;

    /// <param name="address">Where it listens.</param>
    /// <param name="directory">Its data, with the sample world in it already: it starts none of the sample's providers.</param>
    /// <param name="environment">Further settings, in the environment.</param>
    public static Task<PortalProcess> Start(Uri address, string directory, params (string Name, string Value)[] environment) => Start(address, directory, environment, "--Sample:Enabled=false");

    /// <summary>One that plants the sample world first, and runs its providers.</summary>
    public static Task<PortalProcess> Plant(Uri address, Uri providers, string directory, params (string Name, string Value)[] environment) =>
        Start(address, directory, environment, "--Sample:Enabled=true", $"--Sample:ProvidersAddress={providers.GetLeftPart(UriPartial.Authority)}");

    private static async Task<PortalProcess> Start(Uri address, string directory, (string Name, string Value)[] environment, params string[] sample)
    {
        var start = new ProcessStartInfo("dotnet", [
            typeof(Web.Hosting.PortalHost).Assembly.Location, "--environment=Development", $"--contentRoot={AppContext.BaseDirectory}", $"--Portal:PublicAddress={address.GetLeftPart(UriPartial.Authority)}",
            $"--Data:Directory={directory}", "--Logging:LogLevel:Default=Critical", .. sample,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (process.HasExited) throw new InvalidOperationException($"The portal did not start: {await errors}");
            if (waited.Elapsed > TimeSpan.FromSeconds(120)) throw new TimeoutException("The portal did not start in two minutes.");
            try
            {
                using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return new PortalProcess(process);
            }
            catch (HttpRequestException)
            {
            }
        }
    }

    /// <summary>SIGKILL: no warning, no last word.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }
}
