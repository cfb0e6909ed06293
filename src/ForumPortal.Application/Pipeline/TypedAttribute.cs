namespace ForumPortal.Application.Pipeline;

/// <summary>Says that people type this and others read it: it is refused where it names users of platforms, turns the direction of writing, or shows nothing.</summary>
/// <param name="field">The field beside which a refusal is said; of a dictionary, what stands before the key.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TypedAttribute(string field) : Attribute
{
    /// <summary>The field beside which a refusal is said; of a dictionary, what stands before the key.</summary>
    public string Field { get; } = field;

    /// <summary>Whether the writer's own contacts may stand in it.</summary>
    public bool MayHoldContacts { get; init; }
}
