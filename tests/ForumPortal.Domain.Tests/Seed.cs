using System.Globalization;

namespace ForumPortal.Domain.Tests;

/// <summary>The seed of this run: another one each time, the same again by FORUMPORTAL_TESTS_SEED.</summary>
internal static class Seed
{
    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FORUMPORTAL_TESTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : System.Random.Shared.Next();

    /// <summary>What a failure says, so that it can be had again.</summary>
    public static string Again => $"FORUMPORTAL_TESTS_SEED={Value}";

    // A known sequence is what is wanted: nothing here is a secret.
#pragma warning disable CA5394
    public static Random Random(int salt = 0) => new(unchecked(Value + salt));

    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;

    public static T One<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public static List<T> Some<T>(this Random random, IEnumerable<T> of, int percent) => [.. of.Where(_ => random.Chance(percent))];
#pragma warning restore CA5394
}
