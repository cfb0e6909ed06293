using System.Globalization;
using System.Text.Json;

namespace ForumPortal.Application.Audit;

/// <summary>
/// What the chain was at a moment, signed: how many entries stood at the beginning of the hour with the hash of the last of
/// them, and the head itself. The head comes without its number: counts finer than the hour would tell when entries were
/// made about unattributed items.
/// </summary>
/// <param name="At">When it was signed, UTC, to the millisecond.</param>
/// <param name="Entries">How many entries stood at the beginning of the hour.</param>
/// <param name="Hash">The hash of the last of those, in hexadecimal; zeros before the first.</param>
/// <param name="Head">The hash of the last entry of all, in hexadecimal.</param>
/// <param name="Fingerprint">The id of the key that signed it.</param>
/// <param name="Signature">The signature.</param>
public sealed record Checkpoint(DateTimeOffset At, long Entries, string Hash, string Head, string Fingerprint, byte[] Signature)
{
    private const string Format = "forum-portal-checkpoint-1";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Signs what the chain is.</summary>
    public static Checkpoint Sign(CheckpointKey key, DateTimeOffset at, long entries, byte[] hash, byte[] head)
    {
        var open = new Checkpoint(at, entries, Convert.ToHexStringLower(hash), Convert.ToHexStringLower(head), key.Fingerprint, []);
        return open with { Signature = key.Sign(open.Signed()) };
    }

    /// <summary>Whether one of these keys signed it.</summary>
    public bool IsSignedBy(IEnumerable<CheckpointKey> keys) => keys.Any(key => key.Fingerprint == Fingerprint && key.Signed(Signed(), Signature));

    /// <summary>The document that is kept.</summary>
    public string Write() => JsonSerializer.Serialize(new Document(Format, Time(), Entries, Hash, Head, Fingerprint, Convert.ToBase64String(Signature)), Json) + "\n";

    /// <summary>Reads a document; null where it is none.</summary>
    public static Checkpoint? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Document>(text, Json) is { Format: Format, Hash.Length: 64, Head.Length: 64, Key: { } key, Signature: { } signature } one
                && DateTimeOffset.TryParse(one.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? new Checkpoint(at, one.Entries, one.Hash, one.Head, key, Convert.FromBase64String(signature))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private string Time() => At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string Signed() => string.Create(CultureInfo.InvariantCulture, $"{Format}\n{Time()}\n{Entries}\n{Hash}\n{Head}\n{Fingerprint}\n");

    private sealed record Document(string? Format, string? At, long Entries, string? Hash, string? Head, string? Key, string? Signature);
}
