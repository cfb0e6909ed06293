using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Decisions;

/// <summary>The kinds of item that are voted on.</summary>
public static class DecisionKinds
{
    /// <summary>A decision of a working group: its title is the question.</summary>
    public static readonly ItemKind Decision = new("decision", "Decision")
    {
        IsDrafted = false,
        IsChosen = false,
        Path = "decisions",
        RecordedAs = "decision",
        TakesAcknowledgement = false,
        ShowsReaders = false,
        SummarizedAs = null,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [Decision];
}
