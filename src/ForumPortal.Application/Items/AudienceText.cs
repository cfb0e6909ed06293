using System.Collections.Concurrent;
using System.Text.Json;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Items;

/// <summary>An audience as it is stored with its item.</summary>
internal static class AudienceText
{
    private const int Most = 4_096;

    private static readonly ConcurrentDictionary<string, Audience> Kept = new();

    public static string Write(Audience audience) => JsonSerializer.Serialize(audience);

    // The text is all of it, so that what is kept is never stale.
    public static Audience Read(string audience)
    {
        if (Kept.TryGetValue(audience, out var known)) return known;
        var read = JsonSerializer.Deserialize<Audience>(audience) ?? throw new JsonException("An audience is empty.");
        if (Kept.Count >= Most) Kept.Clear();
        return Kept[audience] = read;
    }
}
