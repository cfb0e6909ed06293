using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Domain;
using ForumPortal.Domain.Items;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>The banner at top and bottom of everything marked, on screen and on paper.</summary>
/// <param name="Label">The label.</param>
/// <param name="Action">What readers may do with it; null where nothing is said.</param>
/// <param name="Origin">Whose it is, as far as it is named.</param>
public sealed record Marking(TlpLabel Label, PermittedAction? Action, string Origin)
{
    private bool IsOfGroup { get; init; }

    /// <summary>An unattributed item names nobody here, to its originator's own people neither: a page that one of them prints and hands on must not.</summary>
    public static Marking Of(ItemPage page) =>
        new(page.Label, page.PermittedAction, page.Originator is { } name && page.Attribution != AttributionPolicy.Unattributed ? $"Originator: {name}" : "Originator not named")
        {
            IsOfGroup = page.Group is { IsPlace: true },
        };

    public static Marking Of(TlpLabel label, GroupPage group) => new(label, null, $"In the group {group.Name}") { IsOfGroup = true };

    public string Audience => Label switch
    {
        not TlpLabel.Red when IsOfGroup => "For the members of the group",
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

/// <summary>The banner itself.</summary>
public static class Banners
{
    /// <summary>What is marked so.</summary>
    public static IHtmlContent Banner(this IHtmlHelper _, Marking marking) => new Markup((writer, encoder) =>
    {
        writer.Write($"<div class=\"marking {Marking.Css(marking.Label)}\"><p><strong>{marking.Label.Text()}</strong> <span>{marking.Audience}</span> ");
        if (marking.ActionText.Length > 0) writer.Write($"<span>{marking.ActionText}</span>");
        writer.Write(" <span class=\"push\">");
        writer.Text(encoder, marking.Origin);
        writer.Write("</span></p></div>");
    });
}
