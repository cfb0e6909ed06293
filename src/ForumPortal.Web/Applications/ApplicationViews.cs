using System.Globalization;
using System.Text;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Applications;

/// <summary>Everything that was typed on the vetting page, whichever of its buttons was pressed.</summary>
public sealed record VettingForm
{
    public IReadOnlyList<CriterionFields> Checks { get; init; } = new List<CriterionFields>();
    public IReadOnlyList<ProofFields> Proofs { get; init; } = new List<ProofFields>();
    public string? Handle { get; init; }

    public IEnumerable<Finding> Findings => Checks.Select(one => new Finding(one.Criterion, one.Met, one.Note, one.Seen));

    public CriterionFields CheckOf(string criterion) => Checks.FirstOrDefault(one => one.Criterion == criterion) ?? new CriterionFields();

    public string ProofOf(string domain) => Proofs.FirstOrDefault(one => one.Domain == domain)?.Text ?? "";

    public VettingForm WithoutFindings() => this with { Checks = [] };

    public VettingForm WithoutProofOf(string domain) => this with { Proofs = [.. Proofs.Where(one => one.Domain != domain)] };

    /// <summary>Whether it holds anything that the page would not show by itself.</summary>
    public bool HasTyped(VettedApplication application) =>
        Findings.Any(one => one.SaysSomething) || Proofs.Any(one => one.Text.Length > 0)
        || (Handle is not null && Handle != new VettingView(application, new VettingForm(), []).Handle);
}

/// <summary>What was chosen and noted on one criterion.</summary>
public sealed record CriterionFields
{
    public string Criterion { get; init; } = "";
    public bool? Met { get; init; }
    public string Note { get; init; } = "";
    public int Seen { get; init; }
}

/// <summary>What was typed as other proof for one domain.</summary>
public sealed record ProofFields
{
    public string Domain { get; init; } = "";
    public string Text { get; init; } = "";
}

/// <summary>The list of applications.</summary>
/// <param name="Closed">Whether those that are decided.</param>
/// <param name="After">Where the page begins.</param>
/// <param name="List">What was found.</param>
public sealed record ApplicationsView(bool Closed, string? After, ApplicationList List)
{
    public string Page(string? after)
    {
        var address = Closed ? "/applications?closed=true" : "/applications";
        return after is null ? address : $"{address}{(Closed ? '&' : '?')}after={Uri.EscapeDataString(after)}";
    }
}

/// <summary>The vetting page.</summary>
/// <param name="Application">The application.</param>
/// <param name="Form">What was typed and did not stand.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record VettingView(VettedApplication Application, VettingForm Form, IReadOnlyList<FieldError> Errors)
{
    private const int LongestProposal = 40;

    /// <summary>As typed, as set, or as the name proposes.</summary>
    public string Handle => Form.Handle ?? (Application.Handle.Length > 0 ? Application.Handle : Proposed(Application.Name));

    /// <summary>The name in lower-case letters, digits and hyphens.</summary>
    public static string Proposed(string name)
    {
        var handle = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant))
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) handle.Append(letter);
            else if (handle.Length > 0 && handle[^1] != '-') handle.Append('-');
        }
        return (handle.Length > LongestProposal ? handle.ToString(0, LongestProposal) : handle.ToString()).Trim('-');
    }
}

/// <summary>The page for deciding.</summary>
/// <param name="Application">The application.</param>
/// <param name="Seen">The version that was looked at, where it is not the current one.</param>
/// <param name="Reasons">As typed.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record ApplicationDecisionView(VettedApplication Application, long? Seen, string Reasons, IReadOnlyList<FieldError> Errors);
