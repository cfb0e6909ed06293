using System.ComponentModel.DataAnnotations;

namespace ForumPortal.Federation.Tests;

/// <summary>Settings that stop the program at its start, by name.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("", true, "Portal:PublicAddress")]
    [InlineData("portal.example", true, "Portal:PublicAddress")]
    [InlineData("http://portal.example", false, "Portal:PublicAddress")]
    public void Public_address(string address, bool development, string named) =>
        Assert.Contains(named, Assert.Single(Errors(new FederationOptions { PublicAddress = address, Development = development })), StringComparison.Ordinal);

    [Fact]
    public void Time_limit() =>
        Assert.Contains("Federation:ProviderTimeout", Assert.Single(Errors(new FederationOptions { PublicAddress = "https://portal.example", ProviderTimeout = TimeSpan.FromHours(1) })), StringComparison.Ordinal);

    [Fact]
    public void Good_ones() => Assert.Empty(Errors(new FederationOptions { PublicAddress = "https://portal.example" }));

    private static List<string?> Errors(FederationOptions options) => [.. options.Validate(new ValidationContext(options)).Select(error => error.ErrorMessage)];
}
