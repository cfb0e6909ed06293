namespace ForumPortal.Domain.Groups;

/// <summary>The names under which members of a group with hidden membership see each other. They tell nothing of whom they stand for, nor of who came first.</summary>
public static class Aliases
{
    private static readonly string[] Colours =
    [
        "Alabaster", "Ashen", "Azure", "Bronze", "Chalk", "Cobalt", "Copper", "Coral", "Crimson", "Dun", "Ebony", "Fawn", "Flint", "Golden", "Green", "Grey",
        "Hazel", "Indigo", "Iron", "Ivory", "Jade", "Lilac", "Mauve", "Ochre", "Olive", "Pearl", "Plum", "Russet", "Saffron", "Sienna", "Silver", "Slate",
    ];

    private static readonly string[] Things =
    [
        "Alder", "Anchor", "Aspen", "Beacon", "Birch", "Bridge", "Brook", "Cedar", "Cliff", "Compass", "Cypress", "Delta", "Dune", "Elm", "Estuary", "Fern",
        "Fjord", "Forge", "Glade", "Harbour", "Heath", "Hollow", "Juniper", "Lagoon", "Lantern", "Larch", "Linden", "Maple", "Meadow", "Mill", "Moor", "Oak",
        "Orchard", "Pine", "Quarry", "Reed", "Ridge", "River", "Rowan", "Sail", "Sextant", "Spruce", "Summit", "Tarn", "Thicket", "Tower", "Valley", "Willow",
    ];

    /// <summary>How many there are.</summary>
    public static int Count => Colours.Length * Things.Length;

    /// <summary>The alias of that number, from 0 to below <see cref="Count"/>; from then on each with a numeral.</summary>
    public static string Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var name = $"{Colours[number % Colours.Length]} {Things[number / Colours.Length % Things.Length]}";
        return number < Count ? name : $"{name} {(number / Count) + 1}";
    }
}
