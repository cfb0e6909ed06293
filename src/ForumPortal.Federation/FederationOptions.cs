using System.ComponentModel.DataAnnotations;

namespace ForumPortal.Federation;

/// <summary>What the operator sets for signing in.</summary>
public sealed class FederationOptions : IValidatableObject
{
    /// <summary>The portal's address as browsers and providers see it, without a final slash: Portal:PublicAddress.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Hosts that may answer on a private address outside Development, each to the letter: Federation:AllowedPrivateHosts.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; set; } = [];

    /// <summary>How long a provider may take for one answer: Federation:ProviderTimeout.</summary>
    public TimeSpan ProviderTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether plain HTTP and private addresses are taken, for work on one's own machine.</summary>
    public bool Development { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.Fragment.Length > 0)
            yield return new("Portal:PublicAddress must be the absolute http(s) address under which people reach the portal.");
        else if (address.Scheme != "https" && !Development)
            yield return new("Portal:PublicAddress must begin with https outside Development.");
        if (ProviderTimeout < TimeSpan.FromSeconds(1) || ProviderTimeout > TimeSpan.FromSeconds(30))
            yield return new("Federation:ProviderTimeout must lie between 1 and 30 seconds.");
    }

    internal string CallbackFor(string connection) => $"{PublicAddress}{Paths.Callback}/{connection}";

    internal string SignedOut => $"{PublicAddress}{Paths.SignedOut}";
}
