using System.Runtime.CompilerServices;

namespace ForumPortal.Testing;

/// <summary>A version that was released, with a backup of its sample world: every later version upgrades it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Backup">The backup file.</param>
public sealed record Release(string Version, string Backup)
{
    /// <summary>All of them, the first first.</summary>
    public static IReadOnlyList<Release> All { get; } = [.. Directory.GetFiles(Folder(), "*.zip").Select(file => new Release(Path.GetFileNameWithoutExtension(file), file)).OrderBy(one => System.Version.Parse(one.Version))];

    /// <summary>Each by its version, for theories.</summary>
    public static IEnumerable<object[]> Each => All.Select(one => new object[] { one.Version });

    /// <summary>The one of that version.</summary>
    public static Release Of(string version) => All.Single(one => one.Version == version);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Releases");
}
