using System.Globalization;
using System.Text.Json;
using Dapper;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Application.Briefings;
using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>A database that the first release filled, which people then used in a browser, is brought to the newest version.</summary>
public class UpgradeTests
{
    // What is empty in the database is left out; bytes are objects with their hexadecimal digits.
    private static readonly Dictionary<string, List<Dictionary<string, JsonElement>>> FirstRelease =
        JsonSerializer.Deserialize<Dictionary<string, List<Dictionary<string, JsonElement>>>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FirstRelease.json")))!;

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_is_lost_the_record_holds_and_work_goes_on(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);
        await Migrations.Run(fresh.Database, [Migration.All[0]], TimeProvider.System, default);
        await Fill(fresh.Database);
        await Migrations.Run(fresh.Database, TimeProvider.System, default);
        Assert.Equal(Migrations.Newest, await Migrations.Current(fresh.Database, default));

        await using var connection = await fresh.Database.Read(default);
        foreach (var (table, rows) in FirstRelease)
            foreach (var kept in await connection.QueryAsync($"SELECT * FROM {table}"))
            {
                var row = (IDictionary<string, object?>)kept;
                Assert.Contains(rows, one => one.All(column => Text(row[column.Key]) == Text(Value(column.Value))));
            }
        foreach (var (table, rows) in FirstRelease) Assert.Equal(rows.Count, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));
        Assert.Empty((await Verify(fresh.Database)).Findings);

        await using var portal = new TestPortal(fresh);
        var lumen = await connection.QuerySingleAsync<Person>("SELECT id, organization_id AS OrganizationId FROM member WHERE email = 'representative@lumen.example'");
        var caller = new Caller
        {
            Reader = new Reader(lumen.Id, lumen.OrganizationId, Sector.Company, Role.Representative, IsActive: true, [new Period(DateTimeOffset.UnixEpoch, null)], new HashSet<long>()),
            HasAcceptedTerms = true, AuthenticatedAt = DateTimeOffset.UtcNow,
        };
        var listed = (await portal.Sender.Send(caller, new ListBriefings())).Rows;
        Assert.True(listed.Count > 5);
        foreach (var row in listed) Assert.Equal(row.Title, (await portal.Sender.Send(caller, new ReadBriefing(row.Reference))).Title);
        var due = (await portal.Sender.Send(caller, new ListBriefings { Due = true })).Rows[0];
        await portal.Sender.Send(caller, new AcknowledgeBriefing(due.Reference, 1));
        Assert.Empty((await portal.Sender.Send(caller, new ListGroups())).Own);
        var verdict = await Verify(fresh.Database);
        Assert.Empty(verdict.Findings);
        Assert.True(verdict.Entries > FirstRelease["audit_entry"].Count);
    }

    private static Task<Verdict> Verify(Database database) => new RecordVerification(database, [], _ => { }).Verify(null, default);

    private static async Task Fill(Database database)
    {
        await using var transaction = await database.Write(default);
        await transaction.Connection.ExecuteAsync("DELETE FROM audit_head", transaction: transaction.Transaction);
        foreach (var (table, rows) in FirstRelease)
            foreach (var row in rows)
            {
                var arguments = new DynamicParameters();
                foreach (var (column, value) in row) arguments.Add(column, Value(value));
                await transaction.Connection.ExecuteAsync($"INSERT INTO {table} ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(column => "@" + column))})", arguments, transaction.Transaction);
            }
        await transaction.Commit(default);
    }

    private static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Object => Convert.FromHexString(value.GetProperty("hex").GetString()!),
        _ => value.GetString()!,
    };

    private static string Text(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private sealed class Person
    {
        public long Id { get; init; }
        public long OrganizationId { get; init; }
    }
}
