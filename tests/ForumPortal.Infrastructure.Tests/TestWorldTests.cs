using Dapper;
using ForumPortal.Testing;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>The databases of the tests themselves: a world is planted once, and no test sees what another did to its copy.</summary>
public class TestWorldTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_world_is_planted_once_and_each_copy_is_changed_alone(string engine)
    {
        var planted = 0;
        var world = new TestWorld<string>(async on =>
        {
            var fresh = await TestDatabases.Fresh(on);
            await Add(fresh, $"planted {Interlocked.Increment(ref planted)}");
            return (fresh, "known");
        });

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var (copy, known) = await world.Copy(engine);
            await using var own = copy;
            Assert.Equal("known", known);
            await Add(own, $"test {number}");
            await using var connection = await own.Database.Read(default);
            return string.Join(", ", await connection.QueryAsync<string>("SELECT name FROM forum_fact ORDER BY name"));
        })));

        if (engine == TestDatabases.SqlServer) return;
        Assert.Equal(1, planted);
        Assert.Equal(Enumerable.Range(0, 8).Select(number => $"planted 1, test {number}"), found);
    }

    private static async Task Add(TestDatabase database, string name)
    {
        await using var transaction = await database.Database.Write(default);
        await transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES (@name, '')", new { name }, transaction.Transaction);
        await transaction.Commit(default);
    }
}
