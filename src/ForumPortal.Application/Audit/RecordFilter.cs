using System.Globalization;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit;

/// <summary>What is looked for in the record, as it was typed.</summary>
public sealed record RecordFilter
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm"];

    /// <summary>From this day or minute on, UTC; empty for the beginning.</summary>
    public string From { get; init; } = "";

    /// <summary>To the end of this day or minute, UTC; empty for now.</summary>
    public string To { get; init; } = "";

    /// <summary>Only what belongs to this group; null for anything.</summary>
    public ActionGroup? What { get; init; }

    /// <summary>Only what was done to the thing of this reference, or by the request of this id.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Only what this organization did, by handle.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Only what this person did, by reference or by a part of the name; in an organization's own record also what was done to them.</summary>
    public string Person { get; init; } = "";

    /// <summary>Whether the reference is the id of a request: by how it is written, never by what there is.</summary>
    internal bool IsOfRequest => Reference.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty => Shape.Length == 0;

    /// <summary>Which fields are used, without what was typed into them.</summary>
    public string Shape => string.Join(", ", Used());

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<FieldError> Errors()
    {
        if (From.Length > 0 && Moment(From) is null) yield return new("From", "Write the day as 2026-11-21, or the minute as 2026-11-21T14:30.");
        if (To.Length > 0 && Moment(To) is null) yield return new("To", "Write the day as 2026-11-21, or the minute as 2026-11-21T14:30.");
        if (Moment(From) is { } from && Until is { } until && until <= from) yield return new("To", "The end lies before the beginning.");
        foreach (var (name, text) in new[] { ("Reference", Reference), ("Organization", Organization), ("Person", Person) })
            if (text.Length > 200) yield return new(name, "That is longer than anything in the record: at most 200 characters.");
    }

    /// <summary>From when on, UTC.</summary>
    internal DateTimeOffset? Since => Moment(From);

    /// <summary>Up to when, UTC, not included.</summary>
    internal DateTimeOffset? Until => Moment(To) is { } to ? (To.Trim().Length == Formats[0].Length ? to.AddDays(1) : to.AddMinutes(1)) : null;

    private IEnumerable<string> Used()
    {
        if (From.Length > 0) yield return "from";
        if (To.Length > 0) yield return "to";
        if (What is not null) yield return "what";
        if (Reference.Length > 0) yield return "reference";
        if (Organization.Length > 0) yield return "organization";
        if (Person.Length > 0) yield return "person";
    }

    // Positions hold no year far from ours.
    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year is >= 2000 and < 2200
            ? moment
            : null;
}
