namespace ForumPortal.Domain.Items;

/// <summary>The span in which what is done without a name takes effect, at a random moment: whoever knows who was signed in cannot tell from the moment who did it.</summary>
public static class EffectSpan
{
    /// <summary>The longest, which also ends its growing: after that time it takes effect whoever was there.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The usual one, in hours.</summary>
    public const int UsualHours = 2;

    /// <summary>The lengths that a writer chooses from, in hours.</summary>
    public static IReadOnlyList<int> Hours { get; } = [1, 2, 4, 8, 24];

    /// <summary>Why a length is refused; null for one of those to choose from.</summary>
    /// <param name="hours">The length, in hours.</param>
    public static string? Fault(int hours) => Hours.Contains(hours) ? null : "Choose within how many hours it takes effect.";
}
