using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ForumPortal.Web.Tests.Mail;

/// <summary>npm's smtp-server, which this project did not write, as a process of its own.</summary>
internal sealed class MailPeer : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<Letter> letters = new();

    private MailPeer(Process process) => this.process = process;

    /// <summary>A mail as the server had it.</summary>
    /// <param name="To">Its recipients.</param>
    /// <param name="Secure">Whether it came under TLS.</param>
    /// <param name="User">The account that it came from.</param>
    /// <param name="Connection">The connection that it came over.</param>
    /// <param name="Text">Headers and body.</param>
    internal sealed record Letter(IReadOnlyList<string> To, bool Secure, string User, string Connection, string Text)
    {
        public string MessageId => Text.Split("\r\n").First(line => line.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase));
    }

    public IReadOnlyList<Letter> Letters => [.. letters];

    /// <summary>Starts it with the certificate in that directory.</summary>
    public static async Task<MailPeer> Start(int port, string directory, params (string Name, string Value)[] settings)
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Peers"));
        if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules"))) throw new InvalidOperationException($"smtp-server is not installed: run tests/run, or npm ci in {folder}.");
        var start = new ProcessStartInfo("node", ["mail-server.mjs"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings.Concat([("PORT", $"{port}"), ("KEY", Path.Combine(directory, "key.pem")), ("CERTIFICATE", Path.Combine(directory, "certificate.pem"))])) start.Environment[name] = value;
        var peer = new MailPeer(Process.Start(start)!);
        if (await peer.process.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException("smtp-server did not start.");
        _ = peer.Listen();
        return peer;
    }

    private async Task Listen()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line) letters.Enqueue(JsonSerializer.Deserialize<Letter>(line, JsonSerializerOptions.Web)!);
    }

    /// <summary>A certificate that signs itself, for that name; answers its file.</summary>
    public static string WriteCertificate(string directory, string name = "localhost")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(directory, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        var file = Path.Combine(directory, "certificate.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    /// <summary>Waits until it has at least so many.</summary>
    public async Task<IReadOnlyList<Letter>> Wait(int count)
    {
        for (var waited = Stopwatch.StartNew(); letters.Count < count; await Task.Delay(20))
            if (waited.Elapsed > TimeSpan.FromSeconds(90)) throw new TimeoutException($"Only {letters.Count} of {count} mails came in 90 seconds.");
        return Letters;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
