using System.IO.Compression;
using System.Text.Json.Nodes;
using Dapper;
using ForumPortal.Infrastructure.Backup;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>Does to a backup what disks, cables and people do.</summary>
internal static class HarmedBackup
{
    public static async Task Do(string backup, string harm)
    {
        switch (harm)
        {
            case "byte":
                var bytes = await File.ReadAllBytesAsync(backup);
                bytes[bytes.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(backup, bytes);
                break;
            case "tail":
                bytes = await File.ReadAllBytesAsync(backup);
                await File.WriteAllBytesAsync(backup, bytes[..^1000]);
                break;
            case "text":
                await File.WriteAllTextAsync(backup, "no backup");
                break;
            case "database":
                await Replace(backup, "UPDATE forum_fact SET value = 'changed'", mend: false);
                break;
            case "newer":
                await Replace(backup, "INSERT INTO schema_version (version, applied_at) VALUES (9999, 1)", mend: true);
                break;
            case "manifest":
                await Replace(backup, "UPDATE audit_head SET entries = 1", mend: true);
                break;
        }
    }

    // Changes the database in the backup and, where told, makes the manifest's SHA-256 agree with it.
    private static async Task Replace(string backup, string sql, bool mend)
    {
        var copy = backup + ".db";
        await using (var archive = await ZipFile.OpenAsync(backup, ZipArchiveMode.Update))
        {
            await archive.GetEntry("forum.db")!.ExtractToFileAsync(copy, overwrite: true);
            await using (var connection = new SqliteConnection($"Data Source={copy};Pooling=false")) await connection.ExecuteAsync(sql);
            archive.GetEntry("forum.db")!.Delete();
            await archive.CreateEntryFromFileAsync(copy, "forum.db");
            if (mend) await Mend(archive, copy);
        }
        File.Delete(copy);
    }

    private static async Task Mend(ZipArchive archive, string copy)
    {
        JsonNode manifest;
        await using (var stream = await archive.GetEntry("manifest.json")!.OpenAsync()) manifest = (await JsonNode.ParseAsync(stream))!;
        manifest["sha256"] = await DatabaseCopy.Sha256(copy, default);
        archive.GetEntry("manifest.json")!.Delete();
        await using var writer = new StreamWriter(await archive.CreateEntry("manifest.json").OpenAsync());
        await writer.WriteAsync(manifest.ToJsonString());
    }
}
