using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Library;

/// <summary>The kinds of item that last: what others can learn from and cite.</summary>
public static class LibraryKinds
{
    // Who helped, where, with whose money and in whose interest: each would tell whose an unattributed item is.
    private static readonly AttributionPolicy[] WithOrigin = [AttributionPolicy.Named, AttributionPolicy.OrganizationOnly];

    /// <summary>Who wrote a paper, a line for each.</summary>
    public static readonly KindField Authors = new("authors", "Authors", FieldShape.Prose)
    {
        Hint = "One author on each line: name, then the affiliation after a comma.", Missing = "Name the authors, one on each line.",
    };

    /// <summary>Something that an organization does and that others can do too.</summary>
    public static readonly ItemKind BestPractice = new("best-practice", "Best practice")
    {
        Fields =
        [
            new("problem", "Problem", FieldShape.Prose) { Hint = "What it is meant to solve.", Missing = "Say which problem it solves." },
            new("tried-at", "Where it was tried", FieldShape.Line) { Attributions = WithOrigin },
            new("result", "Result", FieldShape.Prose) { Hint = "What changed, with figures where there are some.", Missing = "Say what came of it." },
            new("limits", "Limits", FieldShape.Prose) { Hint = "Where it does not work, and what it costs.", Missing = "Say where it does not work: every practice has limits." },
            new("rights-impact", "Rights impact", FieldShape.Prose)
            {
                Hint = "What it means for freedom of expression, privacy and equal treatment, and how harm is avoided.",
                Missing = "Say what it means for people's rights.",
            },
            new("contact", "Contact", FieldShape.Line) { Hint = "Who answers questions about it: a team or an office.", Attributions = WithOrigin },
            new("funding", "Funding", FieldShape.Line) { Attributions = WithOrigin },
            new("conflicts", "Conflicts of interest", FieldShape.Prose) { Attributions = WithOrigin },
        ],
    };

    /// <summary>The outcome of research. Its authors stand by it, so it is never unattributed.</summary>
    public static readonly ItemKind ResearchPaper = new("research-paper", "Research paper")
    {
        Attributions = WithOrigin,
        Fields =
        [
            Authors,
            new("abstract", "Abstract", FieldShape.Prose) { Missing = "Write the abstract." },
            new("method", "Method", FieldShape.Prose) { Hint = "Data, how it was had, and what was done with it.", Missing = "Describe the method." },
            new("funding", "Funding", FieldShape.Line) { Hint = "Who paid for it; “none” where nobody did.", Missing = "Say who paid for it, or “none”." },
            new("conflicts", "Conflicts of interest", FieldShape.Prose) { Hint = "“None” where there are none.", Missing = "Declare conflicts of interest, or “none”." },
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [BestPractice, ResearchPaper];
}
