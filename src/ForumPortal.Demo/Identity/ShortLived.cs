using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ForumPortal.Demo.Identity;

/// <summary>Things that end by themselves, found by a random key.</summary>
internal sealed class ShortLived<T>(TimeProvider clock, TimeSpan lifetime)
    where T : class
{
    private readonly ConcurrentDictionary<string, (T Thing, DateTimeOffset Ends)> things = new();

    public string Add(T thing)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, entry) in things)
            if (entry.Ends <= now) things.TryRemove(old, out _);
        var key = Opaque.New();
        things[key] = (thing, now + lifetime);
        return key;
    }

    public bool TryGet(string key, [NotNullWhen(true)] out T? thing)
    {
        thing = things.TryGetValue(key, out var entry) && clock.GetUtcNow() < entry.Ends ? entry.Thing : null;
        return thing is not null;
    }

    public void RemoveWhere(Predicate<T> condition)
    {
        foreach (var (key, entry) in things)
            if (condition(entry.Thing)) things.TryRemove(key, out _);
    }
}
