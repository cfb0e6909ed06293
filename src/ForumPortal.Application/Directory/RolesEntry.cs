using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>What the record keeps of a change of somebody's roles, whatever caused it: those before and those from then on.</summary>
internal static class RolesEntry
{
    public static AuditEvent Of(string action, string reference, Role before, Role now) => new(action, "member", reference) { Detail = $"{Said(before)}; now {Said(now)}" };

    private static string Said(Role roles) => roles == Role.None ? "none" : Words.Of(roles);
}
