using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Infrastructure.Backup;

/// <summary>A backup as one file: a zip archive with the database copy and the manifest.</summary>
internal static class BackupFile
{
    private const string DatabaseEntry = "forum.db";
    private const string ManifestEntry = "manifest.json";
    private const int LargestManifest = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it, for its owner alone; it must not be there yet.</summary>
    public static async Task Write(string file, string copy, BackupManifest manifest, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, DataDirectory.ForOwner(FileMode.CreateNew));
        await using (var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
        {
            await using (var entry = await archive.CreateEntry(ManifestEntry).OpenAsync(cancellation))
                await JsonSerializer.SerializeAsync(entry, manifest, Json, cancellation);
            await using var database = await archive.CreateEntry(DatabaseEntry, CompressionLevel.Fastest).OpenAsync(cancellation);
            await using var source = File.OpenRead(copy);
            await source.CopyToAsync(database, cancellation);
        }
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads it through, into <paramref name="copy"/> where one is named, and compares it with its manifest.</summary>
    /// <exception cref="BackupRefusedException">It is no backup, or damaged.</exception>
    public static async Task<BackupManifest> Read(string file, string? copy, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw new BackupRefusedException($"'{file}' is not there.");
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellation);
            var manifest = await Manifest(archive, cancellation);
            if (manifest is not { Form: 1 } || archive.GetEntry(DatabaseEntry) is not { } entry) throw new BackupRefusedException($"'{file}' is no backup that this program reads.");
            await using var target = copy is null ? Stream.Null : new FileStream(copy, DataDirectory.ForOwner(FileMode.Create));
            await using var source = await entry.OpenAsync(cancellation);
            if (await CopyAndHash(source, target, cancellation) != manifest.Sha256) throw new BackupRefusedException($"'{file}' is damaged: the SHA-256 of its database is not the one that it names.");
            if (target is FileStream written) written.Flush(flushToDisk: true);
            return manifest;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new BackupRefusedException($"'{file}' is no backup, or damaged: {exception.Message}");
        }
    }

    private static async Task<BackupManifest?> Manifest(ZipArchive archive, CancellationToken cancellation)
    {
        if (archive.GetEntry(ManifestEntry) is not { Length: <= LargestManifest } entry) return null;
        await using var stream = await entry.OpenAsync(cancellation);
        return await JsonSerializer.DeserializeAsync<BackupManifest>(stream, Json, cancellation);
    }

    private static async Task<string> CopyAndHash(Stream source, Stream target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
