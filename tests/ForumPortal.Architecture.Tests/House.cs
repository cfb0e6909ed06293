using System.Runtime.CompilerServices;

namespace ForumPortal.Architecture.Tests;

/// <summary>The source of the house, as files.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every file under src with one of these endings, by its path from the root.</summary>
    public static IReadOnlyDictionary<string, string> Files(params string[] endings) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Root, file)));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(directory.FullName, "ForumPortal.sln"))) directory = directory.Parent ?? throw new DirectoryNotFoundException("ForumPortal.sln");
        return directory.FullName;
    }
}
