namespace ForumPortal.Infrastructure.Backup;

/// <summary>A backup or a restore that was not done; nothing was changed.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class BackupRefusedException(string message) : Exception(message);
