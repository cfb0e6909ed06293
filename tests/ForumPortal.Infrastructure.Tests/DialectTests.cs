using Dapper;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ForumPortal.Infrastructure.Tests;

public class DialectTests(ITestOutputHelper output)
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Fact]
    public void Every_run_has_two_real_engines_and_the_parsed_one_and_names_what_it_skips()
    {
        output.WriteLine(TestDatabases.Skipped);
        Assert.Superset(new HashSet<string> { TestDatabases.Sqlite, TestDatabases.PostgreSql, TestDatabases.SqlServerParsed }, TestDatabases.Engines.ToHashSet());
        Assert.Equal(TestDatabases.Engines.Contains(TestDatabases.SqlServer), !TestDatabases.Skipped.Contains("SKIPPED", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Words_and_lines_keep_case_and_letters_and_sort_by_their_bytes(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var transaction = await fresh.Database.Write(default);
        string[] words = ["b", "B", "a", "é", "A", "ß", "中"];
        foreach (var word in words) await transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES (@word, @word)", new { word }, transaction.Transaction);

        var sorted = await transaction.Connection.QueryAsync<string>("SELECT name FROM forum_fact ORDER BY name", transaction: transaction.Transaction);
        var found = await transaction.Connection.QueryAsync<string>("SELECT value FROM forum_fact WHERE name = @name", new { name = "a" }, transaction.Transaction);

        Assert.Equal(["A", "B", "a", "b", "ß", "é", "中"], sorted);
        Assert.Equal(["a"], found);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_text_holds_a_hundred_thousand_letters_and_a_hash_its_bytes(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var transaction = await fresh.Database.Write(default);
        var text = new string('ü', 100_000);
        var hash = Enumerable.Range(0, 32).Select(number => (byte)(number * 8)).ToArray();
        await transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES ('long', @text)", new { text }, transaction.Transaction);
        await transaction.Connection.ExecuteAsync("INSERT INTO used_once (token_hash, until_at) VALUES (@hash, 1)", new { hash }, transaction.Transaction);

        Assert.Equal(text, await transaction.Connection.ExecuteScalarAsync<string>("SELECT value FROM forum_fact WHERE name = 'long'", transaction: transaction.Transaction));
        Assert.Equal(hash, await transaction.Connection.ExecuteScalarAsync<byte[]>("SELECT token_hash FROM used_once WHERE token_hash = @hash", new { hash }, transaction.Transaction));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_limit_keeps_the_first_rows(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var transaction = await fresh.Database.Write(default);
        foreach (var id in new[] { 3L, 1L, 2L }) await transaction.Connection.ExecuteAsync("INSERT INTO audit_head (id, entries, hash) VALUES (@id, 0, @hash)", new { id = id + 1, hash = new byte[32] }, transaction.Transaction);

        var first = await transaction.Connection.QueryAsync<long>($"SELECT id FROM audit_head ORDER BY id {fresh.Database.Dialect.Limit(2)}", transaction: transaction.Transaction);

        Assert.Equal([1, 2], first);
    }

    [Fact]
    public void No_type_is_left_in_braces_on_any_engine()
    {
        foreach (var dialect in new Application.Data.Dialect[] { SqliteDialect.Instance, PostgreSqlDialect.Instance, SqlServerDialect.Instance })
            Assert.DoesNotContain(Migrations.Statements(dialect), statement => statement.Contains('{', StringComparison.Ordinal));
    }

    [Fact]
    public void Every_migration_and_the_lock_are_Transact_SQL()
    {
        var dialect = SqlServerDialect.Instance;
        foreach (var statement in Migrations.Statements(dialect).Append(dialect.Lock!).Append(dialect.HasTable("member"))) ParsedTransactSql.Check(statement);
    }

    // A case-sensitive SQL Server knows its catalogue in capitals only.
    [Fact]
    public void The_catalogue_of_SQL_Server_is_asked_in_capitals() =>
        Assert.Contains("INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'member' AND TABLE_SCHEMA = SCHEMA_NAME()", SqlServerDialect.Instance.HasTable("member"), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT Id FROM member")]
    [InlineData("SELECT id FROM Member")]
    [InlineData("SELECT M.id FROM member m")]
    [InlineData("SELECT m.id AS Place FROM member m ORDER BY place")]
    public void What_a_case_sensitive_SQL_Server_does_not_know_is_found(string statement) =>
        Assert.Contains("case-sensitive", Assert.Throws<InvalidOperationException>(() => ParsedTransactSql.Check(statement)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_parameter_is_spelled_as_it_is_sent()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.SqlServerParsed);
        await using var connection = await fresh.Database.Read(default);
        Task<long> Count(string sql) => connection.ExecuteScalarAsync<long>(sql, new { status = 1 });

        Assert.Equal(0, await Count("SELECT COUNT(*) FROM member WHERE status = @status"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Count("SELECT COUNT(*) FROM member WHERE status = @Status"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_tests_own_databases_are_set_up_as_the_portal_demands(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);

        Assert.Null(await fresh.Database.Fault(default));
    }

    [Theory]
    [InlineData("SELECT id FROM member ORDER BY id LIMIT 5")]
    [InlineData("SELECT 'a' || name FROM member")]
    [InlineData("SELECT LENGTH(name) FROM member")]
    [InlineData("SELECT MAX(id, 2) FROM member")]
    [InlineData("SELECT id FROM member WHERE TRUE = listed")]
    [InlineData("INSERT INTO member (id) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("SELECT id FROM member WHERE (id, roles) > (1, 2)")]
    public void What_SQL_Server_does_not_take_is_found(string statement) =>
        Assert.Throws<InvalidOperationException>(() => ParsedTransactSql.Check(statement));

    [Fact]
    public async Task What_is_too_long_for_SQL_Server_is_refused_when_parsed()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.SqlServerParsed);
        await using var transaction = await fresh.Database.Write(default);
        Task Insert(int length) => transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES (@name, '')", new { name = new string('a', length) }, transaction.Transaction);

        await Insert(200);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert(201));
    }
}
