using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Record;

/// <summary>A page of the record with its form.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Filter">What was asked for, as it was typed.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="Page">What was found.</param>
public sealed record RecordView(string Address, RecordFilter Filter, string? After, RecordPage Page)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Those that the filter offers; none where there is one only.</summary>
    public IReadOnlyList<RecordedOrganization> Organizations { get; init; } = [];

    /// <summary>The same as choices, with the one that is asked for in any case.</summary>
    public IEnumerable<Choice> OrganizationChoices =>
    [
        new("", "Any organization"), .. Organizations.Select(one => new Choice(one.Handle, one.Name, Filter.Organization == one.Handle)),
        .. Filter.Organization.Length > 0 && Organizations.All(one => one.Handle != Filter.Organization) ? [new Choice(Filter.Organization, Filter.Organization, IsChosen: true)] : Array.Empty<Choice>(),
    ];

    public Checkpoint? Latest { get; init; }

    public string Title => Page.Scope switch
    {
        RecordScope.All => "The record",
        RecordScope.Organization => "Your organization's record",
        _ => "Your record",
    };

    public string Lede => Page.Scope switch
    {
        RecordScope.All => "Who did what, and when. It holds no content, and nothing in it can be changed unnoticed.",
        RecordScope.Organization => "What your organization's people did, what was done to them, and when. It holds no content, and nothing in it can be changed unnoticed.",
        _ => "What you did here, and when. It holds no content, and nothing in it can be changed unnoticed.",
    };

    /// <summary>The address of the page that begins there, with the same filter.</summary>
    public string PageAt(string? after) => Address + Query(after);

    /// <summary>The address of the export, with the same filter.</summary>
    public string Export(string format) => $"{Address}/export.{format}{Query(null)}";

    private string Query(string? after)
    {
        var parts = new[] { ("from", Filter.From), ("to", Filter.To), ("what", Filter.What?.ToString() ?? ""), ("reference", Filter.Reference), ("organization", Filter.Organization), ("person", Filter.Person), ("after", after ?? "") }
            .Where(part => part.Item2.Length > 0)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}");
        return string.Join('&', parts) is { Length: > 0 } query ? "?" + query : "";
    }
}
