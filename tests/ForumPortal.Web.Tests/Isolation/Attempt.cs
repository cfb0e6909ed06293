namespace ForumPortal.Web.Tests.Isolation;

/// <summary>A form as a page sends it, filled in so that it changes something for whoever may send it.</summary>
/// <param name="Route">Its route, as the endpoint table has it.</param>
/// <param name="Address">Where it is sent.</param>
/// <param name="By">Who may send it, by e-mail; null for nobody who is signed in.</param>
/// <param name="Form">The form.</param>
internal sealed record Attempt(string Route, string Address, string? By, params (string Name, string Value)[] Form)
{
    /// <summary>Who else may, among those who try.</summary>
    public Func<string?, bool> May { get; init; } = _ => false;

    /// <summary>Where those send it who may not, where the address itself is the authority.</summary>
    public string? ElseAt { get; init; }

    /// <summary>Whether those who may not are answered as if it had been done before, which it may have been in another window.</summary>
    public bool IsOverAlready { get; init; }

    /// <summary>Why it changes nothing even for whoever may; null where it does.</summary>
    public string? ChangesNothing { get; init; }

    public override string ToString() => $"{Route} ({string.Join(", ", Form.Where(field => field.Name is "Do" or "do").Select(field => field.Value))})";
}
