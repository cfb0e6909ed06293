namespace ForumPortal.Infrastructure.Backup;

/// <summary>What a backup says about itself.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of the backup file; this program writes and reads 1.</summary>
    public int Form { get; init; } = 1;

    /// <summary>The version of the database in it.</summary>
    public required long SchemaVersion { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The SHA-256 of the database copy, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many entries its record has.</summary>
    public required long AuditEntries { get; init; }

    /// <summary>The hash of the record's last entry, in lower-case hexadecimal.</summary>
    public required string AuditHash { get; init; }
}
