using System.Globalization;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Connections;

/// <summary>What a provider has said about a person, checked.</summary>
public sealed record ProvenPerson
{
    /// <summary>The connection that the sign-in began with; the organization follows from it and from nothing else.</summary>
    public required long ConnectionId { get; init; }

    /// <summary>The issuer, to the letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>The subject, to the letter.</summary>
    public required string Subject { get; init; }

    /// <summary>For display.</summary>
    public required string Name { get; init; }

    /// <summary>For display and delivery; kept only in a domain that the organization has verified.</summary>
    public required string Email { get; init; }

    /// <summary>Claims that the provider leaves out and only refers to, because they would be too long (OpenID Connect Core, section 5.6.2).</summary>
    public IReadOnlyList<string> ClaimsByReference { get; init; } = [];

    /// <summary>Whether that claim is only referred to.</summary>
    /// <param name="claim">The claim; empty for none.</param>
    public bool IsByReference(string claim) => ClaimsByReference.Contains(claim) && !Claims.ContainsKey(claim);

    /// <summary>All claims by type, for the role mapping.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Claims { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>The one thing that a person is found by.</summary>
internal static class PersonHash
{
    public static byte[] Of(long connectionId, string issuer, string subject) => Ids.Hash([connectionId.ToString(CultureInfo.InvariantCulture), issuer, subject]);
}
