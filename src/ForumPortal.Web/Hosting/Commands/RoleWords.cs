using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Reads roles as they are written on the command line.</summary>
internal static class RoleWords
{
    public static string Known { get; } = string.Join(", ", Enum.GetValues<Role>().Where(role => role != Role.None));

    public static Role Read(string option, string word) =>
        Enum.GetValues<Role>().FirstOrDefault(role => string.Equals(role.ToString(), word.Trim(), StringComparison.OrdinalIgnoreCase)) is var role && role != Role.None
            ? role
            : throw new UsageException($"{option}: '{word}' is none of {Known}.");
}
