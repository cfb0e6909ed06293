namespace ForumPortal.Web.Shared;

/// <summary>One of several that a field offers.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Words">What is shown.</param>
/// <param name="IsChosen">Whether it is chosen.</param>
public sealed record Choice(string Value, string Words, bool IsChosen = false)
{
    /// <summary>These values, each in words.</summary>
    public static IEnumerable<Choice> Among<T>(IEnumerable<T> values, T? chosen, Func<T, string> words)
        where T : struct, Enum =>
        values.Select(value => new Choice(value.ToString(), words(value), EqualityComparer<T?>.Default.Equals(value, chosen)));

    /// <summary>The same, after none of them.</summary>
    /// <param name="none">What no choice is called.</param>
    public static IEnumerable<Choice> Among<T>(string none, IEnumerable<T> values, T? chosen, Func<T, string> words)
        where T : struct, Enum =>
        [new("", none), .. Among(values, chosen, words)];

    /// <summary>None, and then every value there is.</summary>
    public static IEnumerable<Choice> All<T>(string none, T? chosen, Func<T, string> words)
        where T : struct, Enum =>
        Among(none, Enum.GetValues<T>(), chosen, words);
}
