using System.Text;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>One byte changed in the database file itself, under the engine's feet.</summary>
public sealed class ChangedFileTests
{
    private const long Changed = 23;

    [Fact]
    public async Task A_byte_changed_in_any_column_is_found_and_the_entry_named()
    {
        await using var forum = await TestForum.Open();
        var file = await File(forum);
        var row = Assert.Single(await forum.All<Chain.Entry>("SELECT * FROM audit_entry WHERE seq = @seq", new { seq = Changed }));
        var detail = Find(file, row.MemberCommitment) - Encoding.UTF8.GetByteCount(row.Detail);
        var target = detail - row.Target.Length;
        var type = target - row.TargetType.Length;
        var outcome = type - row.Outcome.Length;
        var action = outcome - row.Action.Length;
        var seq = action - 8 - 6 - 1;

        // A record is a header of the columns' types, here a byte each, and then the columns.
        var places = new Dictionary<string, int>
        {
            ["type of restricted"] = seq - 15 + 8, ["seq"] = seq, ["at"] = seq + 6, ["position"] = seq + 7 + 7, ["action"] = action, ["outcome"] = outcome, ["target type"] = type, ["target"] = target,
            ["member commitment"] = Find(file, row.MemberCommitment), ["organization commitment"] = Find(file, row.OrganizationCommitment), ["address commitment"] = Find(file, row.AddressCommitment),
            ["request commitment"] = Find(file, row.RequestCommitment), ["previous hash"] = Find(file, row.RequestCommitment) + 32, ["hash"] = Find(file, row.RequestCommitment) + 64,
        };
        foreach (var (column, place) in places)
        {
            var finding = (await Verify(forum, file, place)).Findings[0];
            Assert.True(finding.Entry == Changed && finding.What.Contains($"{Changed}", StringComparison.Ordinal), $"{column}: {finding}");
        }
    }

    [Fact]
    public async Task A_byte_changed_in_the_values_is_found_and_the_entry_named()
    {
        await using var forum = await TestForum.Open();
        var seq = await forum.Value<long>("SELECT MAX(seq) FROM audit_entry WHERE action = 'sign-in.succeeded'");
        var file = await File(forum);
        var salt = Find(file, (await forum.Value<byte[]>("SELECT salt FROM audit_value WHERE seq = @seq", new { seq }))!);
        var address = (await forum.Value<string>("SELECT address FROM audit_value WHERE seq = @seq", new { seq }))!;
        Assert.NotEqual("", address);
        foreach (var place in new[] { salt - 1, salt, salt + 32 + 7, salt + 40 + 7, salt + 48, salt + 48 + address.Length })
            Assert.Equal(seq, (await Verify(forum, file, place)).Findings[0].Entry);
        Assert.NotEmpty((await Verify(forum, file, salt - 9)).Findings);
    }

    [Fact]
    public async Task A_byte_changed_in_an_index_which_the_search_goes_by_is_found()
    {
        await using var forum = await TestForum.Open();
        var asked = await forum.As("reader@vestia") with { Path = "/items/nothing-has-this-address" };
        await forum.Refused<NotFoundException>(asked, new FindNothing());
        var file = await File(forum);
        var target = Encoding.UTF8.GetBytes(asked.Path);
        var places = Enumerable.Range(0, file.Length - target.Length).Where(at => file.AsSpan(at, target.Length).SequenceEqual(target)).ToList();
        Assert.Equal(2, places.Count);
        foreach (var place in places) Assert.NotEmpty((await Verify(forum, file, place)).Findings);
    }

    [Fact]
    public async Task A_damaged_page_is_told_in_words_with_the_entry_reached()
    {
        await using var forum = await TestForum.Open();
        var file = await File(forum);
        var hash = (await forum.Value<byte[]>("SELECT hash FROM audit_entry WHERE seq = @seq", new { seq = Changed }))!;
        var page = Find(file, hash) / 4096 * 4096;
        file.AsSpan(page, 4096).Fill(0xEE);
        var finding = (await Verify(forum, file, null)).Findings[0];
        Assert.Contains("cannot be read", finding.What, StringComparison.Ordinal);
        Assert.InRange(finding.Entry, 1, Changed);
    }

    private static async Task<byte[]> File(TestForum forum)
    {
        await forum.Value<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        return await System.IO.File.ReadAllBytesAsync(forum.Fresh.Settings.File);
    }

    private static int Find(byte[] file, byte[] bytes) => file.AsSpan().IndexOf(bytes);

    private static async Task<Verdict> Verify(TestForum forum, byte[] file, int? place)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("forum-portal-test-").FullName;
        try
        {
            var settings = DatabaseSettings.Sqlite(directory);
            var changed = (byte[])file.Clone();
            if (place is { } at) changed[at] ^= 1;
            await System.IO.File.WriteAllBytesAsync(settings.File, changed);
            using var database = Databases.Open(settings);
            return await Chain.Verify(database, forum);
        }
        finally
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }
}
