using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Discussions;

/// <summary>The kinds of item under which people talk.</summary>
public static class DiscussionKinds
{
    /// <summary>A topic of a working group, with replies.</summary>
    public static readonly ItemKind Topic = new("topic", "Topic")
    {
        IsDrafted = false,
        IsChosen = false,
        Path = "topics",
        RecordedAs = "topic",
        TakesAcknowledgement = false,
        ShowsReaders = false,
        SummarizedAs = null,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [Topic];
}
