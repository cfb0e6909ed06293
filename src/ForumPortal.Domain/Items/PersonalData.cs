using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ForumPortal.Domain.Items;

/// <summary>
/// Finds personal data of platform users in a text: account names, profile addresses, e-mail addresses, telephone numbers.
/// Network indicators (addresses, domains, hashes, plain links) are not meant.
/// </summary>
public static partial class PersonalData
{
    /// <summary>The most values that an override takes.</summary>
    public const int MostOverridden = 3;

    // What languages and shells write so; in code alone, because somebody's account may have such a name.
    private static readonly HashSet<string> CodeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "echo", "rem", "media", "import", "charset", "supports", "keyframes", "font-face", "page", "layer", "property", "param", "return", "returns", "throws", "type", "see", "since", "version", "deprecated",
        "override", "interface", "autowired", "component", "injectable", "test", "before", "after", "dataclass", "staticmethod", "classmethod", "abstractmethod", "end", "implementation", "selector",
    };

    /// <summary>Something found.</summary>
    /// <param name="Kind">What it is, in words.</param>
    /// <param name="Value">The value as it stands in the text.</param>
    public sealed record Finding(string Kind, string Value);

    /// <summary>Everything found in the text, each value once, in the order of the text.</summary>
    public static IReadOnlyList<Finding> Find(string text)
    {
        var plain = Plain(text);
        var found = new List<(int At, Finding Finding)>();
        void Look(Regex pattern, string kind)
        {
            foreach (Match match in pattern.Matches(plain)) found.Add((match.Index, new(kind, match.Value)));
        }
        Look(Mail(), "an e-mail address");
        Look(Profile(), "a profile address");
        Look(Account(), "an account name");
        Look(Telephone(), "a telephone number");
        if (found.Any(one => IsCodeWord(one.Finding)))
        {
            var isCode = new bool[plain.Length];
            foreach (Match part in Code().Matches(plain)) isCode.AsSpan(part.Index, part.Length).Fill(true);
            found.RemoveAll(one => isCode[one.At] && IsCodeWord(one.Finding));
        }
        return [.. found.OrderBy(one => one.At).Select(one => one.Finding).DistinctBy(one => one.Value.ToLowerInvariant())];
    }

    private static bool IsCodeWord(Finding finding) => finding.Kind == "an account name" && CodeWords.Contains(finding.Value[1..]);

    /// <summary>Whether an e-mail address lies in one of the domains; only such a value can be overridden.</summary>
    public static bool LiesIn(Finding finding, IReadOnlyCollection<string> domains) =>
        finding.Kind == "an e-mail address"
        && DomainName.Of(finding.Value) is { } domain && domains.Contains(domain);

    /// <summary>Why a text that holds these is refused, and what to write instead.</summary>
    /// <param name="found">What was found; at least one.</param>
    public static string Refusal(IReadOnlyList<Finding> found)
    {
        var examples = string.Join("; ", found.Take(3).Select(one => $"“{one.Value}” looks like {one.Kind}"));
        var more = found.Count > 3 ? $"; and {found.Count - 3} more" : "";
        return $"{examples}{more}. The portal takes no personal data of platform users: no account names, profile addresses, e-mail addresses or telephone numbers. "
            + "Describe the pattern instead, or give the number of accounts. Network indicators such as IP addresses, domains and hashes are fine.";
    }

    // Full-width and mathematical letters and invisible characters must not hide a value.
    private static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format).Select(Fold));

    // By hand, because the program runs without the culture data that normalizing needs.
    private static Rune Fold(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
        >= 0x1D400 and <= 0x1D6A3 => new Rune(((rune.Value - 0x1D400) % 52) is var letter && letter < 26 ? 'A' + letter : 'a' + letter - 26),
        >= 0x1D7CE and <= 0x1D7FF => new Rune('0' + ((rune.Value - 0x1D7CE) % 10)),
        0xFE6B => new Rune('@'),
        0x2024 or 0xFE52 or 0x3002 or 0xFF61 => new Rune('.'),
        0xFE62 => new Rune('+'),
        0x3000 or 0x00A0 => new Rune(' '),
        _ => rune,
    };

    // Between marks for code, or behind the first of them to the end.
    [GeneratedRegex("""(?:```|~~~).*?(?:```|~~~|\z)|`[^`\n]+`""", RegexOptions.Singleline)]
    private static partial Regex Code();

    // A name of more than digits ends it: the version of a package is no address.
    [GeneratedRegex(@"(?<![\p{L}\p{N}._%+\-])[\p{L}\p{N}._%+\-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}\-]+(?:(?:\.|\[\.\])[\p{L}\p{N}\-]+)*(?:\.|\[\.\])\p{L}[\p{L}\p{N}\-]*[\p{L}\p{N}]", RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b(?:(?:facebook|instagram|threads|tiktok|twitter|x|snapchat|vk|ok|t|telegram|linkedin|youtube|reddit|github|medium|tumblr|pinterest|soundcloud|discord|twitch|bsky|gab|parler|rumble|odysee|bitchute)(?:\.|\[\.\])(?:com|me|ru|net|tv|gg|app|social|org))/(?!(?:intent|share|help|about|policies|policy|legal|transparency|terms|search|hashtag|privacy)\b)@?[\p{L}\p{N}_./\-=?]{2,}", RegexOptions.IgnoreCase)]
    private static partial Regex Profile();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_./@])@[\p{L}\p{N}_][\p{L}\p{N}_.\-]{1,63}\b(?!@)")]
    private static partial Regex Account();

    [GeneratedRegex(@"(?<![\p{L}\p{N}.:/\-])(?:\+|00)[1-9](?:[\s().\-/]{0,2}\d){7,13}(?![\p{L}\p{N}])")]
    private static partial Regex Telephone();
}
