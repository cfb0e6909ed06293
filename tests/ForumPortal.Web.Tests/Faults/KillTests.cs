using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>Killed at random moments under write load: what was answered is there, nothing is there by half, the record verifies, and what was committed takes effect once.</summary>
public class KillTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("FORUMPORTAL_TESTS_FULL") == "1" ? 100 : 20;

    [Fact]
    public async Task Nothing_that_was_answered_is_lost_and_nothing_stands_by_half()
    {
        var (sample, _) = await Portal.World.Copy(TestDatabases.Sqlite);
        await using var data = sample;
        var address = new Uri($"http://localhost:{Portal.FreePort()}");
        var random = Seed.Random();
        var answered = new Answered();
        Database Opened() => Databases.Open(data.Settings);
        var publishers = new List<string>();
        string reader;
        using (var database = Opened())
        {
            foreach (var email in new[] { "representative@meridian.example", "liaison@norland.example", "representative@openrights.example" }) publishers.Add(await PlantedSession.Of(database, email));
            reader = await PlantedSession.Of(database, "reader@lumen.example");
        }
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var portal = await PortalProcess.Start(address, data.Settings.DataDirectory);
            using var end = new CancellationTokenSource();
            var writing = new Writers(address, answered, publishers, reader).Write(end.Token);
            await Answers(random.One([1, 3, 8, 15, 30, 60]), answered, writing);

            // Waits for nothing: this chooses the kill's moment between two answers.
            await Task.Delay(random.One([0, 7, 13, 29, 41]));
            await portal.Kill();
            await end.CancelAsync();
            await writing;

            // Open only while it is looked at, so that the next start finds the files as the kill left them.
            using var left = Opened();
            await Check(left, answered);
        }
        Assert.True(answered.Published.Count > Kills && answered.Corrected.Count > Kills / 2, $"{Seed.Again}: only {answered.Published.Count} were published and {answered.Corrected.Count} corrected.");

        // One last start carries out what the kills left undone.
        await using var last = await PortalProcess.Start(address, data.Settings.DataDirectory);
        using var whole = Opened();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var waited = Stopwatch.StartNew(); await Value(whole, $"SELECT COUNT(*) FROM event WHERE state <> 'done' AND due_at <= {now}") > 0; await Task.Delay(100))
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), "Events are not carried out.");
        await Check(whole, answered);
        await EffectsOnce(whole);
    }

    // The moment is random among writes, not among the first requests of a program that has just begun; counted, because a busy machine does less in a second.
    private static async Task Answers(int count, Answered answered, Task writing)
    {
        var enough = answered.Count + count;
        while (answered.Count < enough && !writing.IsCompleted) await Task.Delay(5);
        if (writing.IsFaulted) await writing;
    }

    private static async Task Check(Database database, Answered answered)
    {
        await using var connection = await database.Read(default);
        var bodies = (await connection.QueryAsync<(string Ref, string Body)>("SELECT b.ref, r.body FROM item b JOIN item_revision r ON r.item_id = b.id AND r.revision = 1")).ToDictionary(row => row.Ref, row => row.Body);
        Assert.All(answered.Published, one => Assert.Equal(one.Value, bodies.GetValueOrDefault(one.Key)));
        var drafts = (await connection.QueryAsync<(string Ref, string Form, string? Published)>("SELECT ref, form, published_ref FROM draft")).ToDictionary(row => row.Ref);
        Assert.All(answered.Kept, one => Assert.True(
            drafts.TryGetValue(one.Key, out var draft) && (draft.Published is { } published ? bodies[published] == one.Value : draft.Form.Contains(one.Value, StringComparison.Ordinal)), $"The draft {one.Key} is neither kept nor published."));
        var acknowledged = (await connection.QueryAsync<string>("SELECT b.ref FROM item_acknowledgement k JOIN item b ON b.id = k.item_id")).ToHashSet();
        Assert.All(answered.Acknowledged.Keys, one => Assert.Contains(one.Reference, acknowledged));
        var revisions = (await connection.QueryAsync<(string Ref, long Revision)>("SELECT ref, revision FROM item")).ToDictionary(row => row.Ref, row => row.Revision);
        Assert.All(answered.Corrected.Keys, one => Assert.Equal(2, revisions[one]));

        foreach (var (what, sql) in Halves) Assert.True(await connection.ExecuteScalarAsync<long>(sql) == 0, $"{Seed.Again}: {what}.");
        await Verify(connection);
    }

    // By half: one row of a change without another.
    private static readonly (string What, string Sql)[] Halves =
    [
        ("an item without each of its revisions", "SELECT COUNT(*) FROM item b WHERE b.revision <> (SELECT COUNT(*) FROM item_revision r WHERE r.item_id = b.id)"),
        ("an item without keys", "SELECT COUNT(*) FROM item b WHERE NOT EXISTS (SELECT 1 FROM item_key k WHERE k.item_id = b.id)"),
        ("an item without its history", "SELECT COUNT(*) FROM item b WHERE b.revision <> (SELECT COUNT(*) FROM event h WHERE h.item_id = b.id AND h.kind IN ('item.published', 'item.corrected'))"),
        ("an item without its entry in the record", "SELECT COUNT(*) FROM item b WHERE b.kind NOT IN ('topic', 'decision') AND 1 <> (SELECT COUNT(*) FROM audit_entry e WHERE e.action = 'briefing.published' AND e.target = b.ref)"),
        ("a correction without its entry in the record", "SELECT COUNT(*) FROM item b WHERE b.revision - 1 <> (SELECT COUNT(*) FROM audit_entry e WHERE e.action = 'briefing.corrected' AND e.target = b.ref)"),
        ("an entry in the record without its item", "SELECT COUNT(*) FROM audit_entry e WHERE e.action = 'briefing.published' AND NOT EXISTS (SELECT 1 FROM item b WHERE b.ref = e.target)"),
        ("an acknowledgement that is not entered", "SELECT (SELECT COUNT(*) FROM item_acknowledgement) - (SELECT COUNT(*) FROM audit_entry WHERE action = 'briefing.acknowledged')"),
        ("a draft published as nothing", "SELECT COUNT(*) FROM draft d WHERE d.published_ref IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item b WHERE b.ref = d.published_ref)"),
        ("an item published from several drafts or from none", "SELECT COUNT(*) FROM item b WHERE b.kind NOT IN ('topic', 'decision') AND 1 <> (SELECT COUNT(*) FROM draft d WHERE d.published_ref = b.ref)"),
        ("an entry without its values", "SELECT (SELECT COUNT(*) FROM audit_entry) - (SELECT COUNT(*) FROM audit_value)"),
    ];

    private static async Task EffectsOnce(Database database)
    {
        Assert.Equal(0, await Value(database, "SELECT COUNT(*) FROM (SELECT 1 FROM notification GROUP BY member_id, event_id HAVING COUNT(*) > 1) n"));

        // Whoever read it before its correction was committed is told of that, once.
        Assert.Equal(0, await Value(database, """
            SELECT COUNT(*) FROM event h JOIN item_reading r ON r.item_id = h.item_id AND r.first_at < h.at
            WHERE h.kind = 'item.corrected' AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.event_id = h.id AND n.member_id = r.member_id)
            """));
        Assert.True(await Value(database, "SELECT COUNT(*) FROM notification") > Kills / 2);
    }

    private static async Task<long> Value(Database database, string sql)
    {
        await using var connection = await database.Read(default);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    // A second implementation of the chain: every field behind its length, big-endian, SHA-256, beginning with zeros; the group only where there is one.
    private static async Task Verify(System.Data.Common.DbConnection connection)
    {
        var previous = new byte[32];
        var expected = 1L;
        foreach (var row in await connection.QueryAsync("SELECT * FROM audit_entry ORDER BY seq"))
        {
            var entry = (IDictionary<string, object>)row;
            string[] words = ["seq", "at", "position", "action", "outcome", "target_type", "target", "detail", "restricted"];
            byte[][] fields = [previous, .. words.Select(word => Encoding.UTF8.GetBytes(Convert.ToString(entry[word], CultureInfo.InvariantCulture)!)), (byte[])entry["member_commitment"], (byte[])entry["organization_commitment"], (byte[])entry["address_commitment"], (byte[])entry["request_commitment"], .. entry["group_id"] is long group and not 0 ? [Encoding.UTF8.GetBytes(group.ToString(CultureInfo.InvariantCulture))] : Array.Empty<byte[]>()];
            var bytes = new List<byte>();
            foreach (var field in fields)
            {
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
                bytes.AddRange(length);
                bytes.AddRange(field);
            }
            Assert.Equal(expected++, Convert.ToInt64(entry["seq"], CultureInfo.InvariantCulture));
            Assert.Equal(previous, (byte[])entry["previous_hash"]);
            previous = SHA256.HashData(bytes.ToArray());
            Assert.Equal(previous, (byte[])entry["hash"]);
        }
        Assert.Equal(expected - 1, await connection.ExecuteScalarAsync<long>("SELECT entries FROM audit_head"));
        Assert.Equal(previous, await connection.ExecuteScalarAsync<byte[]>("SELECT hash FROM audit_head"));
    }
}
