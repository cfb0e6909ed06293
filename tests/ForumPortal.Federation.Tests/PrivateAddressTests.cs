using System.Net;
using System.Net.Sockets;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>Outside Development, no connection leads the server into a private network, unless the operator lists the host.</summary>
public sealed class PrivateAddressTests : IDisposable
{
    private readonly TcpListener inside = new(IPAddress.Loopback, 0);

    public PrivateAddressTests() => inside.Start();

    public void Dispose() => inside.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Private_address_is_refused(string host)
    {
        Assert.Contains("has a private address", await ReasonFor($"https://{host}:{Port}"), StringComparison.Ordinal);
        Assert.False(inside.Pending());
    }

    [Fact]
    public async Task Listed_host_is_reached()
    {
        Assert.DoesNotContain("has a private address", await ReasonFor($"https://127.0.0.1:{Port}", "127.0.0.1"), StringComparison.Ordinal);
        Assert.True(inside.Pending());
    }

    [Fact]
    public async Task Listing_one_host_opens_no_other()
    {
        Assert.Contains("has a private address", await ReasonFor($"https://localhost:{Port}", "127.0.0.1"), StringComparison.Ordinal);
        Assert.False(inside.Pending());
    }

    [Fact]
    public async Task Plain_http_is_refused()
    {
        Assert.Contains("no https address", await ReasonFor($"http://127.0.0.1:{Port}", "127.0.0.1"), StringComparison.Ordinal);
        Assert.False(inside.Pending());
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::a01:203")]
    [InlineData("2002:a01:203::1")]
    public void Not_public(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2a00:1450:4001::1")]
    public void Public(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    private int Port => ((IPEndPoint)inside.LocalEndpoint).Port;

    private static async Task<string> ReasonFor(string issuer, string allowed = "")
    {
        await using var portal = await Portal.Start(development: false, new("Federation:AllowedPrivateHosts:0", allowed), new("Federation:ProviderTimeout", "00:00:01"));
        using var browser = new Browser(portal);
        var landing = await browser.Follow($"/start/{await portal.Connect("meridian", issuer)}");
        Assert.Equal(new SignInProblem(SignInProblemCode.Unavailable, landing.Reference).Address, landing.Address.PathAndQuery);
        return await portal.Reason(landing.Reference, "meridian") ?? "";
    }
}
