using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;

[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace ForumPortal.Infrastructure.Tests;

/// <summary>The second process of the tests that kill one: <c>migrate-half {data directory}</c> stops in the middle of the migrations and waits there.</summary>
internal static class Program
{
    public const string Reached = "half-way";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["migrate-half", var engine, var place]) return 2;
        var settings = engine == TestDatabases.Sqlite ? DatabaseSettings.Sqlite(place) : new DatabaseSettings(DatabaseEngine.PostgreSql, place, "");
        using var database = Databases.Open(settings);
        await Migrations.Run(database, [HalfOf(Migration.All[0])], TimeProvider.System, CancellationToken.None);
        return 1;
    }

    private static Migration HalfOf(Migration migration) => new(migration.Number, dialect =>
    {
        var statements = migration.Statements(dialect).ToList();
        return statements.Take(statements.Count / 2).Concat(WaitForever());
    });

    private static IEnumerable<string> WaitForever()
    {
        Console.WriteLine(Reached);
        Thread.Sleep(Timeout.Infinite);
        yield break;
    }
}
