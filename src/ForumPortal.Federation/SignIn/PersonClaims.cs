using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Domain;
using ForumPortal.Federation.Providers;

namespace ForumPortal.Federation.SignIn;

/// <summary>Reads a person out of what the provider said.</summary>
internal static class PersonClaims
{
    private const int LongestName = 200;
    private const int LongestEmail = 254;

    /// <summary>The person; roles can come from the signed ID token alone.</summary>
    public static ProvenPerson Read(Connection connection, ProvedToken token, JsonElement? userInfo)
    {
        string Said(string claim) => Clean(token.Text(claim) is { Length: > 0 } text ? text : userInfo?.Text(claim) ?? "");
        var email = Said("email");
        return new ProvenPerson
        {
            ConnectionId = connection.Id,
            Issuer = token.Token.Issuer,
            Subject = token.Text("sub"),
            Name = Name(Said),
            Email = email.Length <= LongestEmail && !token.IsFalse("email_verified") && userInfo?.IsFalse("email_verified") != true ? email : "",
            ClaimsByReference = [.. token.Object("_claim_names")?.EnumerateObject().Select(one => one.Name) ?? [], .. token.Has("hasgroups") ? new[] { "groups" } : []],
            Claims = token.Token.Claims.GroupBy(claim => claim.Type, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(claim => claim.Value)], StringComparer.Ordinal),
        };
    }

    /// <summary>Whether anything arrived that the person can be called by.</summary>
    public static bool HasName(ProvedToken token, JsonElement? userInfo) =>
        Names(claim => Clean(token.Text(claim) is { Length: > 0 } text ? text : userInfo?.Text(claim) ?? "")).Any(text => text.Length > 0);

    private static string Name(Func<string, string> said)
    {
        var name = Names(said).FirstOrDefault(text => text.Length > 0, "Unnamed person");
        return TypedText.Cut(name, LongestName);
    }

    private static string[] Names(Func<string, string> said) => [said("name"), $"{said("given_name")} {said("family_name")}".Trim(), said("preferred_username")];

    private static string Clean(string text) => TypedText.Name(text);
}
