namespace ForumPortal.Application.Pipeline;

/// <summary>Says beside which field a refusal of this choice is said, where that has another name than the property.</summary>
/// <param name="field">The field.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChosenAttribute(string field) : Attribute
{
    /// <summary>The field.</summary>
    public string Field { get; } = field;
}
