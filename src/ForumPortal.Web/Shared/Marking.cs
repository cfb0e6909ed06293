using ForumPortal.Application.Briefings;
using ForumPortal.Application.Groups;
using ForumPortal.Domain;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Web.Shared;

/// <summary>The banner at top and bottom of everything marked, on screen and on paper.</summary>
/// <param name="Label">The label.</param>
/// <param name="Action">What readers may do with it; null where nothing is said.</param>
/// <param name="Origin">Whose it is, as far as it is named.</param>
public sealed record Marking(TlpLabel Label, PermittedAction? Action, string Origin)
{
    public static Marking Of(BriefingPage page) => new(page.Label, page.PermittedAction, page.Originator is { } name ? $"Originator: {name}" : "Originator not named");

    public static Marking Of(TlpLabel label, GroupPage group) => new(label, null, $"In the group {group.Name}");

    public string Audience => Label switch
    {
        TlpLabel.Red => "For the named people only",
        TlpLabel.AmberStrict => "For the named organizations only",
        TlpLabel.Amber => "For the named organizations and their clients",
        TlpLabel.Green => "For the community, never for a public channel",
        _ => "For anyone",
    };

    public string ActionText => Action is { } action ? char.ToUpperInvariant(Words.Of(action)[0]) + Words.Of(action)[1..] : "";

    public static string Css(TlpLabel label) => label switch
    {
        TlpLabel.Red => "tlp-red",
        TlpLabel.AmberStrict => "tlp-amber-strict",
        TlpLabel.Amber => "tlp-amber",
        TlpLabel.Green => "tlp-green",
        _ => "tlp-clear",
    };
}
