using System.Net;
using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Dns;

/// <summary>Which name servers are asked: Dns:Server, or those of the machine.</summary>
/// <param name="Servers">In the order in which they are asked.</param>
internal sealed record DnsSettings(IReadOnlyList<IPEndPoint> Servers)
{
    private const string Name = "Dns:Server";
    private const string MachineFile = "/etc/resolv.conf";
    private const int MostServers = 3;
    private const int Port = 53;

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidSettingException">The setting is no address.</exception>
    public static DnsSettings From(IConfiguration configuration)
    {
        if (configuration[Name] is not { Length: > 0 } text) return new DnsSettings(Machine(File.Exists(MachineFile) ? File.ReadAllLines(MachineFile) : []));
        return IPEndPoint.TryParse(text, out var server)
            ? new DnsSettings([WithPort(server)])
            : throw new InvalidSettingException(Name, $"'{text}' is not the network address of a name server, such as 192.0.2.53 or 127.0.0.1:5353.");
    }

    /// <summary>The servers that such a file names.</summary>
    internal static IReadOnlyList<IPEndPoint> Machine(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, Port) : null)
            .OfType<IPEndPoint>().Take(MostServers),
    ];

    private static IPEndPoint WithPort(IPEndPoint server) => server.Port == 0 ? new IPEndPoint(server.Address, Port) : server;
}
