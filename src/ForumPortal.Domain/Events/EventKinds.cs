using System.Text.RegularExpressions;

namespace ForumPortal.Domain.Events;

/// <summary>All kinds of event, put together at start from the lists of the areas.</summary>
public static partial class EventKinds
{
    private static readonly Lock Adding = new();
    private static volatile IReadOnlyList<EventKind> all = [];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<EventKind> All => all;

    /// <summary>Adds an area's kinds. Adding the same ones again changes nothing.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <exception cref="InvalidOperationException">A kind has no word or no words at all, or another one has its word: the program must not start.</exception>
    public static void Add(IEnumerable<EventKind> kinds)
    {
        lock (Adding)
        {
            foreach (var kind in kinds)
            {
                if (!Stored().IsMatch(kind.Word)) throw new InvalidOperationException($"The kind of event '{kind.Word}' has no word of small letters and hyphens with one dot.");
                if (kind.History.Length + kind.Notification.Length + kind.Mail.Length == 0) throw new InvalidOperationException($"The kind of event '{kind.Word}' has no words.");
                var there = Find(kind.Word);
                if (ReferenceEquals(there, kind)) continue;
                if (there is not null) throw new InvalidOperationException($"Two kinds of event have the word '{kind.Word}'.");
                all = [.. all, kind];
            }
        }
    }

    /// <summary>The kind with this word; null where there is none.</summary>
    /// <param name="word">The word.</param>
    public static EventKind? Find(string? word) => all.FirstOrDefault(kind => kind.Word == word);

    /// <summary>The kind with this word.</summary>
    /// <param name="word">The word, as it is stored.</param>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static EventKind Of(string word) => Find(word) ?? throw new InvalidOperationException($"There is no kind of event '{word}'.");

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Stored();
}
