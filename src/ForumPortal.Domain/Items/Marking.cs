namespace ForumPortal.Domain.Items;

/// <summary>A label of the Traffic Light Protocol, version 2.0 (FIRST), in ascending order of restriction.</summary>
public enum TlpLabel
{
    /// <summary>Anyone.</summary>
    Clear = 1,

    /// <summary>The community; never a public channel.</summary>
    Green = 2,

    /// <summary>The named organizations, and their clients off the portal.</summary>
    Amber = 3,

    /// <summary>The named organizations only.</summary>
    AmberStrict = 4,

    /// <summary>The named people only.</summary>
    Red = 5,
}

/// <summary>What readers may do with an item, after the Permissible Actions Protocol.</summary>
public enum PermittedAction
{
    /// <summary>Know it; act on nothing that could be noticed outside.</summary>
    InformationOnly = 1,

    /// <summary>Check one's own systems and data with it, invisibly to the subject.</summary>
    PassiveUse = 2,

    /// <summary>Act on it where the subject may notice, such as by blocking.</summary>
    ActiveUse = 3,

    /// <summary>No restriction beyond the label.</summary>
    Unrestricted = 4,
}

/// <summary>How far an item names its origin.</summary>
public enum AttributionPolicy
{
    /// <summary>The author and the organization are named.</summary>
    Named = 1,

    /// <summary>The organization is named, the author is not.</summary>
    OrganizationOnly = 2,

    /// <summary>Neither is named to anyone outside the originator.</summary>
    Unattributed = 3,
}

/// <summary>The words that a label is written with: in capitals, without spaces, never translated.</summary>
public static class Tlp
{
    /// <summary>The label as it stands on pages, mail and paper, such as <c>TLP:AMBER+STRICT</c>.</summary>
    public static string Text(this TlpLabel label) => label switch
    {
        TlpLabel.Clear => "TLP:CLEAR",
        TlpLabel.Green => "TLP:GREEN",
        TlpLabel.Amber => "TLP:AMBER",
        TlpLabel.AmberStrict => "TLP:AMBER+STRICT",
        TlpLabel.Red => "TLP:RED",
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };

    /// <summary>Reads a label, with or without the prefix; <c>TLP:WHITE</c> of version 1.0 is read as CLEAR. Anything else is refused with null.</summary>
    public static TlpLabel? Parse(string? text)
    {
        var word = text?.Trim().ToUpperInvariant() ?? "";
        if (word.StartsWith("TLP:", StringComparison.Ordinal)) word = word[4..];
        return word switch
        {
            "CLEAR" or "WHITE" => TlpLabel.Clear,
            "GREEN" => TlpLabel.Green,
            "AMBER" => TlpLabel.Amber,
            "AMBER+STRICT" => TlpLabel.AmberStrict,
            "RED" => TlpLabel.Red,
            _ => null,
        };
    }
}
