using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Web.Items;

/// <summary>The choice of the span in which something takes effect that is done without a name.</summary>
/// <param name="Hours">What was chosen, in hours.</param>
/// <param name="Errors">What is wrong with the form.</param>
/// <param name="When">When the choice matters, as the hint begins.</param>
public sealed record SpanView(int Hours, IReadOnlyList<FieldError> Errors, string When)
{
    /// <summary>The control's id, where there are several on a page.</summary>
    public string Id { get; init; } = "span";

    /// <summary>What the choice means.</summary>
    public string Hint =>
        $"{When} it takes effect at a random moment, so that nobody can tell from the time who did it. The time grows, to at most {EffectSpan.Longest.TotalHours:0} hours, until people of three organizations that could have done it have been here.";
}
