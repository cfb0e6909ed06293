namespace ForumPortal.Application.Audit.Verification;

/// <summary>Something that does not hold.</summary>
/// <param name="Entry">At which entry; 0 where at none.</param>
/// <param name="What">What is wrong, in words.</param>
public sealed record Finding(long Entry, string What);

/// <summary>How the verification ended.</summary>
/// <param name="Entries">How many entries it went through.</param>
/// <param name="Checkpoints">How many stored checkpoints it compared.</param>
/// <param name="Findings">What does not hold, the first entry first; nothing where all does.</param>
/// <param name="Unverified">What could not be verified, and why; null where everything could.</param>
public sealed record Verdict(long Entries, long Checkpoints, IReadOnlyList<Finding> Findings, string? Unverified);
