using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Content;

/// <summary>What title, summary and text must keep to.</summary>
internal static class ContentRules
{
    public const int LongestTitle = 200;
    public const int LongestSummary = 600;
    public const int LongestBody = 200_000;

    public static IEnumerable<FieldError> Errors(string title, string summary, string body)
    {
        foreach (var (field, text) in new[] { ("title", title), ("summary", summary), ("body", body) })
            foreach (var error in TypedTexts.Errors(field, text, mayHoldContacts: true)) yield return error;
        if (string.IsNullOrWhiteSpace(title)) yield return new("title", "Give it a title.");
        if (title.Length > LongestTitle) yield return new("title", $"The title has {title.Length} characters; the longest is {LongestTitle}. Shorten it.");
        if (!Lines.IsOne(title)) yield return new("title", "The title is one line. Take out line breaks and marks that turn the direction of writing.");
        if (string.IsNullOrWhiteSpace(summary)) yield return new("summary", "Summarize it in a sentence or two: this is what readers see in lists.");
        if (summary.Length > LongestSummary) yield return new("summary", $"The summary has {summary.Length} characters; the longest is {LongestSummary}. Shorten it.");
        if (string.IsNullOrWhiteSpace(body)) yield return new("body", "Write the text.");
        if (body.Length > LongestBody) yield return new("body", $"The text has {body.Length:N0} characters; the longest is {LongestBody:N0}. Shorten it, or publish it in parts.");
    }

    /// <summary>Finds personal data of platform users in any of these texts, each an error beside its field; the originator's own contacts may stand when it says that they are.</summary>
    /// <returns>How many values the override let stand.</returns>
    public static async Task<int> FindPersonalData(Work work, IEnumerable<(string Field, string Text)> texts, bool ownContacts, AttributionPolicy attribution, List<FieldError> errors)
    {
        var overridden = 0;
        var domains = ownContacts
            ? await work.All<string>("SELECT domain FROM organization_domain WHERE organization_id = @own", new { own = work.Caller.Reader.OrganizationId })
            : [];
        foreach (var (field, text) in texts)
        {
            var found = PersonalData.Find(text);
            var mayStand = ownContacts && attribution != AttributionPolicy.Unattributed && found.All(one => PersonalData.LiesIn(one, domains));
            overridden += mayStand ? found.Count : 0;
            if (found.Count == 0 || (mayStand && overridden <= PersonalData.MostOverridden)) continue;
            errors.Add(new(field, Message(found, ownContacts, attribution)));
        }
        return overridden;
    }

    private static string Message(IReadOnlyList<PersonalData.Finding> found, bool ownContacts, AttributionPolicy attribution) => PersonalData.Refusal(found) + (ownContacts, attribution) switch
    {
        (true, AttributionPolicy.Unattributed) => " Your own contacts cannot stand in an unattributed item either.",
        (true, _) => $" Only up to {PersonalData.MostOverridden} e-mail addresses in your organization's verified domains can stand as your own contacts.",
        _ => " If it is your own organization's contact address, say so below the text.",
    };
}
