using System.Text.Json.Nodes;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>Damage that was made to fit: whatever else would tell was changed with it, so that one check alone finds it.</summary>
public sealed class DamageTests
{
    private const long Changed = 7;

    [Fact]
    public async Task An_entry_taken_out_with_the_rest_computed_anew_is_missed_by_its_number()
    {
        await using var forum = await TestForum.Open();
        await forum.Execute("DELETE FROM audit_entry WHERE seq = @a", new { a = Changed });
        await forum.Execute("DELETE FROM audit_value WHERE seq = @a", new { a = Changed });
        await forum.Recompute();
        Assert.Contains($"Entry {Changed} is missing", (await forum.Verify()).Findings[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_put_back_to_an_earlier_entry_is_found()
    {
        await using var forum = await TestForum.Open();
        var entries = await forum.Entries();
        await forum.Execute("UPDATE audit_head SET entries = entries - 1, hash = (SELECT hash FROM audit_entry WHERE seq = @seq)", new { seq = entries - 1 });
        Assert.Equal(new Finding(entries, $"Entry {entries} stands behind the head of the chain, which counts {entries - 1} entries."), Assert.Single((await forum.Verify()).Findings));
    }

    [Fact]
    public async Task A_chain_without_its_head_is_found()
    {
        await using var forum = await TestForum.Open();
        await forum.Execute("DELETE FROM audit_head");
        Assert.Equal("The head of the chain is missing.", Assert.Single((await forum.Verify()).Findings).What);
    }

    [Fact]
    public async Task An_empty_chain_holds_and_its_head_is_zero()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        Task<Verdict> Verify() => new RecordVerification(fresh.Database, [], _ => { }).Verify(null, CancellationToken.None);
        Assert.Empty((await Verify()).Findings);
        await using (var writing = await fresh.Database.Write(default))
        {
            await Dapper.SqlMapper.ExecuteAsync(writing.Connection, "UPDATE audit_head SET hash = @hash", new { hash = Enumerable.Repeat((byte)1, 32).ToArray() }, writing.Transaction);
            await writing.Commit(default);
        }
        Assert.Equal("The head of the empty chain is not zero.", Assert.Single((await Verify()).Findings).What);
    }

    [Theory]
    [InlineData("audit_entry", "detail")]
    [InlineData("audit_value", "address")]
    public async Task Bytes_in_the_place_of_an_empty_text_are_strange_though_no_hash_tells(string table, string column)
    {
        await using var forum = await TestForum.Open();
        var seq = await forum.Value<long>($"SELECT MIN(seq) FROM {table} WHERE {column} = ''");
        await forum.Execute($"UPDATE {table} SET {column} = X'' WHERE seq = @seq", new { seq });
        var finding = Assert.Single((await forum.Verify()).Findings);
        Assert.Equal(seq, finding.Entry);
        Assert.Contains($"what cannot stand there in {column}", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_findings_come_in_the_order_of_the_entries_and_none_follows_from_another()
    {
        await using var forum = await TestForum.Open();
        await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        await forum.Execute("UPDATE audit_entry SET outcome = 'another' WHERE seq = @a", new { a = Changed });
        await forum.Execute("UPDATE audit_value SET address = 'another' WHERE seq = @a", new { a = Changed - 4 });
        Assert.Equal([Changed - 4, Changed], (await forum.Verify()).Findings.Select(one => one.Entry));
    }

    [Theory]
    [InlineData("UPDATE audit_checkpoint SET at = at + 1", "is not what was stored beside it")]
    [InlineData("UPDATE audit_checkpoint SET hash = zeroblob(32)", "is not what was stored beside it")]
    [InlineData("UPDATE audit_checkpoint SET entries = entries - 1", "saw another entry")]
    [InlineData("UPDATE audit_checkpoint SET document = '{}'", "is no checkpoint any more")]
    [InlineData("DELETE FROM audit_checkpoint", "says that a checkpoint was signed, and that checkpoint is stored no longer")]
    public async Task A_stored_checkpoint_that_was_changed_or_taken_away_is_found(string sql, string what)
    {
        await using var forum = await TestForum.Open();
        await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        await forum.Execute(sql);
        Assert.Contains(what, Assert.Single((await forum.Verify()).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_checkpoint_gives_a_cut_tail_away()
    {
        await using var forum = await TestForum.Open();
        await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        var saw = await forum.Entries() - 1;
        await forum.CutOff(20, withCheckpoints: false);
        Assert.Contains($"saw {saw} entries, and the chain has 20: the tail was cut off.", Assert.Single((await forum.Verify()).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_checkpoints_are_compared_and_their_signatures_said_to_be_unverified()
    {
        await using var forum = await TestForum.Open();
        forum.Clock.Pass(TimeSpan.FromHours(1));
        var signed = await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        Task<Verdict> Verify() => new RecordVerification(forum.Fresh.Database, [], _ => { }).Verify(null, CancellationToken.None);
        var verdict = await Verify();
        Assert.Empty(verdict.Findings);
        Assert.Contains("nobody can tell who signed", verdict.Unverified, StringComparison.Ordinal);
        Assert.Null((await forum.Verify()).Unverified);

        var document = JsonNode.Parse(signed.Write())!;
        document["hash"] = new string('a', 64);
        await forum.Execute("UPDATE audit_checkpoint SET document = @document", new { document = document.ToJsonString() });
        Assert.Contains($"saw another entry {signed.Entries}", Assert.Single((await Verify()).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_stored_checkpoint_is_compared_however_many_there_are()
    {
        await using var forum = await TestForum.Open();
        await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        await forum.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO audit_checkpoint (id, entries, hash, at, document) SELECT id + i, entries, hash, at, document FROM audit_checkpoint, n");
        Assert.Equal(1001, (await forum.Verify()).Checkpoints);
        await forum.Execute("UPDATE audit_checkpoint SET at = at + 1 WHERE id = (SELECT MAX(id) FROM audit_checkpoint)");
        Assert.Single((await forum.Verify()).Findings);
    }
}
