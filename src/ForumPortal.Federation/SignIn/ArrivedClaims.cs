using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Domain;
using ForumPortal.Federation.Providers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ForumPortal.Federation.SignIn;

/// <summary>The claims that arrived, as the page of a test shows them: few enough, short enough, without what belongs to the protocol alone.</summary>
internal static class ArrivedClaims
{
    private const int MostClaims = 60;
    private const int MostValues = 12;
    private const int LongestName = 100;
    private const int LongestValue = 200;
    private static readonly HashSet<string> OfTheProtocol = new(StringComparer.Ordinal)
    {
        JwtRegisteredClaimNames.Nonce, JwtRegisteredClaimNames.AtHash, JwtRegisteredClaimNames.CHash, "s_hash", JwtRegisteredClaimNames.Jti, JwtRegisteredClaimNames.Sid,
    };

    public static IReadOnlyList<ArrivedClaim> Of(ProvedToken token, JsonElement? userInfo) =>
    [
        .. token.Members.Select(one => Claim(one, isFromUserInfo: false))
            .Concat(userInfo?.EnumerateObject().Where(one => !token.Has(one.Name)).Select(one => Claim(one, isFromUserInfo: true)) ?? [])
            .Where(claim => !OfTheProtocol.Contains(claim.Name))
            .OrderBy(claim => claim.Name, StringComparer.Ordinal)
            .Take(MostClaims),
    ];

    private static ArrivedClaim Claim(JsonProperty one, bool isFromUserInfo) =>
        new(Cut(one.Name, LongestName), one.Value.ValueKind == JsonValueKind.Array ? [.. one.Value.EnumerateArray().Take(MostValues).Select(Text)] : [Text(one.Value)], isFromUserInfo);

    private static string Text(JsonElement value) => Cut(value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText(), LongestValue);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : TypedText.Cut(text, longest) + "…";
}
