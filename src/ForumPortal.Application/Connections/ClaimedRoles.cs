using System.Text.Json;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>From what a claim holds to the roles that it gives.</summary>
internal static class ClaimedRoles
{
    private const int MostValues = 100;
    private const int LongestValue = 200;

    public static Dictionary<string, Role> Map(string kept) => JsonSerializer.Deserialize<Dictionary<string, Role>>(kept) ?? [];

    public static Role Of(IReadOnlyList<string> values, Dictionary<string, Role> map, Sector sector) =>
        values.Aggregate(Role.None, (roles, value) => roles | map.GetValueOrDefault(value)) & Roles.ByClaim(sector);

    /// <summary>With the roles that were given. An auditor holds no other role, whatever a claim says.</summary>
    public static Role Together(Role roles, Sector sector) =>
        roles.HasFlag(Role.Auditor) ? Role.Auditor : roles & Roles.Allowed(sector);

    /// <summary>What is kept of a person's role claim; null where there is none, or more than is worth keeping.</summary>
    public static string? Keep(string claim, IReadOnlyDictionary<string, IReadOnlyList<string>> claims)
    {
        if (claim.Length == 0) return null;
        var values = claims.TryGetValue(claim, out var said) ? said : [];
        return values.Count > MostValues || values.Any(value => value.Length > LongestValue) ? null : JsonSerializer.Serialize(new KeptValues(claim, values));
    }

    /// <summary>The values that are kept of that claim; null where none are.</summary>
    public static IReadOnlyList<string>? Read(string? kept, string claim) =>
        kept is { Length: > 0 } && JsonSerializer.Deserialize<KeptValues>(kept) is { } known && known.Claim == claim ? known.Values : null;

    private sealed record KeptValues(string Claim, IReadOnlyList<string> Values);
}
