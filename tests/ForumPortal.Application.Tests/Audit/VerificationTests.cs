using System.Security.Cryptography;
using System.Text;
using ForumPortal.Application.Audit;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Audit;

public sealed class VerificationTests
{
    private const long Changed = 7;

    private static readonly string[] EntryColumns =
        ["seq", "at", "position", "action", "outcome", "target_type", "target", "detail", "restricted", "member_commitment", "organization_commitment", "address_commitment", "request_commitment", "previous_hash", "hash"];

    private static readonly string[] ValueColumns = ["seq", "position", "salt", "member_id", "organization_id", "address", "request_id"];

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Holds_and_gives_away_a_change_in_any_column(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Sender.Send(TestForum.Program, new SignCheckpointByProgram(OnceAnHour: false));
        var sound = await forum.Verify();
        Assert.Empty(sound.Findings);
        Assert.Equal(await forum.Entries(), sound.Entries);
        Assert.Equal(1, sound.Checkpoints);
        foreach (var column in EntryColumns) await Change(forum, "audit_entry", column);
        foreach (var column in ValueColumns) await Change(forum, "audit_value", column);
        Assert.Empty((await forum.Verify()).Findings);
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Names_an_entry_that_was_deleted_and_entries_that_were_swapped(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Execute("UPDATE audit_entry SET seq = -1 WHERE seq = @a", new { a = Changed });
        await forum.Execute("UPDATE audit_entry SET seq = @a WHERE seq = @b", new { a = Changed, b = Changed + 1 });
        await forum.Execute("UPDATE audit_entry SET seq = @b WHERE seq = -1", new { b = Changed + 1 });
        Assert.Equal(Changed, (await forum.Verify()).Findings[0].Entry);

        await forum.Execute("DELETE FROM audit_entry WHERE seq = @a", new { a = Changed });
        Assert.Equal(Changed, (await forum.Verify()).Findings[0].Entry);
    }

    [Fact]
    public async Task Commitments_are_made_as_the_documents_say_each_with_a_salt_of_its_own()
    {
        await using var forum = await TestForum.Open();
        var rows = await forum.All<Committed>("SELECT v.salt, v.member_id, v.organization_id, v.address, v.request_id, e.member_commitment, e.organization_commitment, e.address_commitment, e.request_commitment FROM audit_value v JOIN audit_entry e ON e.seq = v.seq");
        Assert.Equal(await forum.Entries(), rows.Select(row => Convert.ToHexString(row.Salt)).Distinct().Count());
        foreach (var row in rows)
        {
            Assert.Equal(32, row.Salt.Length);
            foreach (var (field, value, commitment) in new[] { ("member", $"{row.MemberId}", row.MemberCommitment), ("organization", $"{row.OrganizationId}", row.OrganizationCommitment), ("address", row.Address, row.AddressCommitment), ("request", row.RequestId, row.RequestCommitment) })
                Assert.Equal(HMACSHA256.HashData(HMACSHA256.HashData(row.Salt, Encoding.UTF8.GetBytes(field)), Encoding.UTF8.GetBytes(value)), commitment);
        }
    }

    [Fact]
    public async Task Finds_values_without_an_entry_and_takes_erased_ones_for_no_fault()
    {
        await using var forum = await TestForum.Open();
        await forum.Execute("DELETE FROM audit_value WHERE seq = @a", new { a = Changed });
        Assert.Empty((await forum.Verify()).Findings);
        await forum.Execute("UPDATE audit_value SET seq = 1000000 WHERE seq = (SELECT MAX(seq) FROM audit_value)");
        Assert.Contains("without an entry", Assert.Single((await forum.Verify()).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_head_that_counts_more_or_fewer_and_one_with_another_hash()
    {
        await using var forum = await TestForum.Open();
        var entries = await forum.Entries();
        await forum.Execute("UPDATE audit_head SET entries = entries + 1");
        Assert.Equal(entries + 1, (await forum.Verify()).Findings[0].Entry);
        await forum.Execute("UPDATE audit_head SET entries = entries - 2");
        Assert.Contains((await forum.Verify()).Findings, one => one.Entry == entries - 1 || one.Entry == entries);
        await forum.Execute("UPDATE audit_head SET entries = entries + 1, hash = @hash", new { hash = new byte[32] });
        Assert.Equal(entries, (await forum.Verify()).Findings[0].Entry);
    }

    private sealed class Committed
    {
        public byte[] Salt { get; init; } = [];
        public long MemberId { get; init; }
        public long OrganizationId { get; init; }
        public string Address { get; init; } = "";
        public string RequestId { get; init; } = "";
        public byte[] MemberCommitment { get; init; } = [];
        public byte[] OrganizationCommitment { get; init; } = [];
        public byte[] AddressCommitment { get; init; } = [];
        public byte[] RequestCommitment { get; init; } = [];
    }

    private static async Task Change(TestForum forum, string table, string column)
    {
        var where = "WHERE seq = @seq";
        var (before, after) = await Values(forum, table, column);
        await forum.Execute($"UPDATE {table} SET {column} = @after {where}", new { after, seq = Changed });
        var findings = (await forum.Verify()).Findings;
        var named = table == "audit_value" && column == "seq" ? (long)after : Changed;
        Assert.True(findings.Count > 0 && findings[0].Entry == named, $"{table}.{column}: {string.Join(' ', findings)}");
        Assert.Contains(named.ToString(System.Globalization.CultureInfo.InvariantCulture), findings[0].What, StringComparison.Ordinal);
        await forum.Execute($"UPDATE {table} SET {column} = @before {where}", new { before, seq = column == "seq" ? (long)after : Changed });
    }

    private static async Task<(object Before, object After)> Values(TestForum forum, string table, string column)
    {
        var before = (await forum.Value<object>($"SELECT {column} FROM {table} WHERE seq = @seq", new { seq = Changed }))!;
        return before switch
        {
            long number => (number, column == "seq" ? 900_000L : number ^ 1),
            string text => (text, text.Length == 0 ? "a" : (char)(text[0] ^ 1) + text[1..]),
            byte[] bytes => (bytes, (byte[])[(byte)(bytes[0] ^ 1), .. bytes[1..]]),
            _ => throw new InvalidOperationException($"{table}.{column} holds {before}."),
        };
    }
}
