using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>A real name server on loopback: Debian's dnsmasq, which answers for a few names and for nothing else.</summary>
internal sealed class NameServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Process process;

    public NameServer(params string[] records)
    {
        Address = new IPEndPoint(IPAddress.Loopback, FreePort());
        string[] arguments =
        [
            "--keep-in-foreground", "--no-daemon", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--pid-file", $"--port={Address.Port}", "--listen-address=127.0.0.1", "--bind-interfaces",
            "--local=/example/", "--edns-packet-max=512", .. records,
        ];
        process = Process.Start(new ProcessStartInfo(Program(), arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadLineAsync();
        if (!said.Wait(Patience) || process.HasExited) throw new InvalidOperationException($"dnsmasq does not serve: {said.Result}");
        WaitUntilItListens();
    }

    public IPEndPoint Address { get; }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Program() =>
        new[] { "/usr/sbin/dnsmasq", "/usr/local/sbin/dnsmasq", "/opt/homebrew/sbin/dnsmasq" }.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Install dnsmasq-base: the tests ask a real name server.");

    private void WaitUntilItListens()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; Thread.Sleep(20))
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(Address);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
        throw new InvalidOperationException("dnsmasq does not listen.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
