using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Shared;

/// <summary>
/// What a page shows that asks once more before something is done. Its view says what follows from it, takes _Confirmation for its layout,
/// and has a section Fields where the form asks for more than yes.
/// </summary>
/// <param name="Act">What is done, in a word or two: "Withdraw".</param>
/// <param name="Thing">The name of what it is done to.</param>
/// <param name="Question">The heading.</param>
/// <param name="Button">The words of the button that does it.</param>
/// <param name="Cancel">Where whoever cancels goes.</param>
public sealed record Confirmation(string Act, string Thing, string Question, string Button, string Cancel)
{
    /// <summary>The pages above this one.</summary>
    public IReadOnlyList<Crumb> Way { get; init; } = [];

    /// <summary>What stands below the heading; empty for nothing.</summary>
    public string Lede { get; init; } = "";

    /// <summary>The heading of what follows from it; empty for none.</summary>
    public string Warning { get; init; } = "This cannot be undone";

    /// <summary>Whether it cannot be undone, or does much harm.</summary>
    public bool IsGrave { get; init; } = true;

    /// <summary>Why it cannot be done now, instead of the form; empty where it can.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>What is wrong with the form.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The title of the page.</summary>
    public string Title => $"{(Errors.Count > 0 ? "Error: " : "")}{Act} – {Thing}";
}
