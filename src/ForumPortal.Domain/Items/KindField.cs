namespace ForumPortal.Domain.Items;

/// <summary>How a field of a kind is typed.</summary>
public enum FieldShape
{
    /// <summary>One line.</summary>
    Line = 1,

    /// <summary>Several lines, in Markdown.</summary>
    Prose = 2,

    /// <summary>A moment, UTC, as <c>yyyy-MM-ddTHH:mm</c>.</summary>
    Moment = 3,
}

/// <summary>Something that items of a kind say beside title, summary and text.</summary>
/// <param name="Word">How it is stored and named in forms: small letters and hyphens, chosen once and never changed.</param>
/// <param name="Name">Its name, as its label on pages.</param>
/// <param name="Shape">How it is typed.</param>
public sealed record KindField(string Word, string Name, FieldShape Shape)
{
    /// <summary>What to write there, in a sentence; empty where the name says it.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Why it is missing, to who left it empty; null where it may be left empty.</summary>
    public string? Missing { get; init; }

    /// <summary>What is said beside the name where it may be left empty.</summary>
    public string Optional { get; init; } = "optional";

    /// <summary>The attribution policies with which it may be filled in; null for all of the kind's. With the others it is refused, because it would tell whose the item is.</summary>
    public IReadOnlyList<AttributionPolicy>? Attributions { get; init; }

    /// <summary>Whether a side table of the area holds it; else it is kept with the item's revision.</summary>
    public bool IsKeptByArea { get; init; }

    /// <summary>The most characters.</summary>
    public int Longest => Shape switch { FieldShape.Prose => 20_000, FieldShape.Moment => 16, _ => 300 };

    /// <summary>Whether it may be filled in with this policy.</summary>
    /// <param name="attribution">The policy.</param>
    public bool GoesWith(AttributionPolicy attribution) => Attributions is null || Attributions.Contains(attribution);
}
