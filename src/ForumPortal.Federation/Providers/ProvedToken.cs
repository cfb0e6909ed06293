using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.Providers;

/// <summary>A token whose signature, issuer, audience and times are checked; its claims are read by their JSON type, without conversions.</summary>
internal sealed class ProvedToken(JsonWebToken token)
{
    private readonly JsonElement payload = Parse(token);

    public JsonWebToken Token => token;

    /// <summary>Whether the claim is there, whatever it holds.</summary>
    public bool Has(string claim) => payload.TryGetProperty(claim, out _);

    /// <summary>All claims, as they stand in the token.</summary>
    public IEnumerable<JsonProperty> Members => payload.EnumerateObject();

    /// <summary>A claim that is a text; empty where it is absent or anything else.</summary>
    public string Text(string claim) => payload.Text(claim);

    /// <summary>A claim that is an object; null where it is absent or anything else.</summary>
    public JsonElement? Object(string claim) =>
        payload.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>Whether a claim is the truth value false, as such or as text.</summary>
    public bool IsFalse(string claim) => payload.IsFalse(claim);

    /// <summary>A claim that is a number of seconds since 1970 (NumericDate: RFC 7519, section 2), with a fraction or without, as such or as text; null where it is absent or anything else.</summary>
    public DateTimeOffset? Moment(string claim) =>
        payload.TryGetProperty(claim, out var value) && Seconds(value) is >= 0 and < 253_402_300_800 and var seconds ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds)) : null;

    private static double? Seconds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static JsonElement Parse(JsonWebToken token)
    {
        using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return document.RootElement.Clone();
    }
}

/// <summary>Reads JSON from outside.</summary>
internal static class JsonFromOutside
{
    /// <summary>A member that is a text; empty where it is absent or anything else.</summary>
    public static string Text(this JsonElement one, string member) =>
        one.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    /// <summary>Whether a member is the truth value false, as such or as text, as some providers send it.</summary>
    public static bool IsFalse(this JsonElement one, string member) =>
        one.TryGetProperty(member, out var value)
        && (value.ValueKind == JsonValueKind.False || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The object that the text holds; null where it holds none.</summary>
    public static JsonElement? Object(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
