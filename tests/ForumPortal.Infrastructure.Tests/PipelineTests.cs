using Dapper;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Testing;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class PipelineTests
{
    private const int Writers = 8;
    private const int Commands = 50;

    private static readonly Caller Program = Caller.Program("test");

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Eight_writers_on_two_nodes_append_one_chain_without_a_gap(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var first = new TestPortal(fresh);
        await using var second = new TestPortal(fresh);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < Commands; number++)
                await (writer % 2 == 0 ? first : second).Sender.Send(Program with { Address = "192.0.2.1", RequestId = $"{writer}-{number}" }, new RecordSignInFailure(0, $"writer {writer}, command {number}"));
        })));

        await using var connection = await fresh.Database.Read(default);
        var entries = (await connection.QueryAsync<(long Seq, string Detail, byte[] Previous, byte[] Hash)>("SELECT seq, detail, previous_hash, hash FROM audit_entry ORDER BY seq")).AsList();
        var head = await connection.QuerySingleAsync<(long Entries, byte[] Hash)>("SELECT entries, hash FROM audit_head");
        Assert.Equal(Enumerable.Range(1, Writers * Commands).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
        Assert.Equal(Writers * Commands, entries.Select(entry => entry.Detail).Distinct().Count());
        Assert.Equal(new byte[32], entries[0].Previous);
        for (var at = 1; at < entries.Count; at++) Assert.Equal(entries[at - 1].Hash, entries[at].Previous);
        Assert.Equal(entries.Count, head.Entries);
        Assert.Equal(entries[^1].Hash, head.Hash);
        Assert.Equal(entries.Count, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM audit_value"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_those_who_race_for_the_same_state_one_gets_it_and_the_others_are_told(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var first = new TestPortal(fresh);
        await using var second = new TestPortal(fresh);
        for (var round = 0; round < 10; round++)
        {
            var state = $"state {round}";
            var racers = Enumerable.Range(0, Writers).Select(racer => Task.Run(() => Take(racer % 2 == 0 ? first : second, state)));
            Assert.Single(await Task.WhenAll(racers), taken => taken);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Identifiers_differ_by_case_and_by_trailing_spaces(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var portal = new TestPortal(fresh);
        foreach (var identifier in new[] { "subject", "Subject", "subject ", "subject  ", " subject", "subject\t", "sübject", "su\u0308bject" })
        {
            Assert.True(await Take(portal, identifier), $"'{identifier}' was taken for another.");
            Assert.False(await Take(portal, identifier), $"'{identifier}' was taken twice.");
        }
    }

    private static async Task<bool> Take(TestPortal portal, string state)
    {
        try
        {
            return await portal.Sender.Send(Program, new TakeSignInState(state));
        }
        catch (ConflictException)
        {
            return false;
        }
    }
}
