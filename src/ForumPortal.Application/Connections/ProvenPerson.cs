using System.Globalization;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Connections;

/// <summary>What a provider has said about a person, checked.</summary>
/// <param name="ConnectionId">The connection that the sign-in began with; the organization follows from it and from nothing else.</param>
/// <param name="Issuer">The issuer, to the letter.</param>
/// <param name="Subject">The subject, to the letter.</param>
/// <param name="Name">For display.</param>
/// <param name="Email">For display and delivery; kept only in a domain that the organization has verified.</param>
/// <param name="Claims">All claims by type, for the role mapping.</param>
public sealed record ProvenPerson(
    long ConnectionId,
    string Issuer,
    string Subject,
    string Name,
    string Email,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Claims);

/// <summary>The one thing that a person is found by.</summary>
internal static class PersonHash
{
    public static byte[] Of(long connectionId, string issuer, string subject) => Ids.Hash([connectionId.ToString(CultureInfo.InvariantCulture), issuer, subject]);
}
