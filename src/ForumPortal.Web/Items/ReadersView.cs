using System.Globalization;
using ForumPortal.Application.Items;
using ForumPortal.Domain.Items;

namespace ForumPortal.Web.Items;

/// <summary>Who will be able to read what is written.</summary>
/// <param name="Form">As typed.</param>
/// <param name="Count">Who will be able to read it.</param>
public sealed record ReadersView(ItemForm Form, ReaderCount Count)
{
    /// <summary>All that publishing does, in one line.</summary>
    public string Line => string.Join(" · ", new[]
    {
        Form.Audience.Label is { } label ? label.Text() : "no label yet",
        Count.Sentence,
        Form.Attribution switch
        {
            AttributionPolicy.Named => "under your name",
            AttributionPolicy.OrganizationOnly => "under your organization's name",
            AttributionPolicy.Unattributed => $"under no name, at a random moment within {Form.SpanHours} {(Form.SpanHours == 1 ? "hour" : "hours")}",
            _ => "no attribution yet",
        },
        When("embargo until", Form.EmbargoUntil), When("expires", Form.ExpiresAt), When("acknowledgement by", Form.AcknowledgeBy),
    }.Where(part => part.Length > 0));

    private static string When(string what, string typed) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, out var moment) ? string.Create(CultureInfo.InvariantCulture, $"{what} {moment:d MMMM yyyy, HH:mm} UTC") : "";
}
