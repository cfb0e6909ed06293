namespace ForumPortal.Web.Hosting.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">Its name, without the hyphens.</param>
/// <param name="Value">What stands for its value in the usage; empty for a switch.</param>
/// <param name="Says">What it is, for the usage and for asking.</param>
internal sealed record Option(string Name, string Value, string Says)
{
    /// <summary>Whether the command needs it; asked for where somebody is there to ask.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The option and its value beside which it is not needed.</summary>
    public (string Option, string Value)? IsNotNeededWith { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it stands alone.</summary>
    public bool IsSwitch => Value.Length == 0;

    /// <summary>As it is written on the command line.</summary>
    public string Written => IsSwitch ? $"--{Name}" : $"--{Name} {Value}";
}
