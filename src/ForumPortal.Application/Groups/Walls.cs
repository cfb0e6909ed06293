using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Groups;

/// <summary>The groups behind whose wall the caller stands.</summary>
internal static class Walls
{
    public static async Task<IReadOnlyList<long>> AgainstGroups(Work work)
    {
        var reader = work.Caller.Reader;
        var groups = await work.All<WorkingGroup>("SELECT id, admits, membership_rule, is_hidden, default_label FROM working_group");
        return [.. groups.Where(group => group.Charter.Walls(reader.OrganizationId, reader.Sector)).Select(group => group.Id)];
    }
}
