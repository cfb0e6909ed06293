using System.Reflection;

namespace ForumPortal.Browser.Tests.World;

/// <summary>Where things lie on this machine.</summary>
internal static class Repository
{
    public static string Root => Value("Repository");

    public static string Web => Path.Combine(Root, "src", "ForumPortal.Web");

    public static string WebProgram => Path.Combine(Web, "bin", Value("Configuration"), "net10.0", "ForumPortal.Web.dll");

    /// <summary>Chromium without its windows, whose own pages take as much of the processors as the portal's.</summary>
    public static string Chromium => Environment.GetEnvironmentVariable("FORUMPORTAL_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell";

    private static string Value(string name) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == name).Value!;
}
