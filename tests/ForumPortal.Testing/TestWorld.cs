using System.Collections.Concurrent;

namespace ForumPortal.Testing;

/// <summary>What many tests find in their databases: planted once for each engine, and copied for each test.</summary>
/// <typeparam name="TKnown">What a test must know of it beside the database.</typeparam>
/// <param name="plant">Makes a database on an engine with the world in it, and says what is known of it. All tests share that: nothing in it may change.</param>
public sealed class TestWorld<TKnown>(Func<string, Task<(TestDatabase Database, TKnown Known)>> plant)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Planted>>> planted = new();

    /// <summary>A copy of the test's own. On an engine that copies no database it is planted anew.</summary>
    public async Task<(TestDatabase Database, TKnown Known)> Copy(string engine)
    {
        if (engine == TestDatabases.SqlServer) return await plant(engine);
        // Not in the context of the test that happens to ask first: the others wait for it too.
        var (copy, known) = await planted.GetOrAdd(engine, _ => new(() => Task.Run(() => Plant(engine)))).Value;
        return (await copy(), known);
    }

    private async Task<Planted> Plant(string engine)
    {
        var (database, known) = await plant(engine);
        return new(await TestDatabases.Keep(database), known);
    }

    private sealed record Planted(Func<Task<TestDatabase>> Copy, TKnown Known);
}
