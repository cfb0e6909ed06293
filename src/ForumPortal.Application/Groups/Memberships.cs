using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Groups;

/// <summary>Who is in which working group now. Looked up with every request, so that leaving counts at once.</summary>
internal static class Memberships
{
    private static readonly IReadOnlySet<long> None = new HashSet<long>();

    /// <summary>The groups that this member is in.</summary>
    public static async Task<IReadOnlySet<long>> Of(Work work, long memberId)
    {
        var groups = await work.All<long>("SELECT group_id FROM group_member WHERE member_id = @memberId AND left_at IS NULL", new { memberId });
        return groups.Count == 0 ? None : groups.ToHashSet();
    }

    /// <summary>The members of a group, by id.</summary>
    public static async Task<IReadOnlySet<long>> In(Work work, long groupId) =>
        (await work.All<long>("SELECT member_id FROM group_member WHERE group_id = @groupId AND left_at IS NULL", new { groupId })).ToHashSet();

    /// <summary>Whether members of that group see each other under an alias only; for no group, false.</summary>
    public static async Task<bool> AreHidden(Work work, long? groupId) =>
        groupId is { } id && await work.Value<long>("SELECT is_hidden FROM working_group WHERE id = @id", new { id }) != 0;

    /// <summary>The members of a group whom the caller, who is in it, knows by name; nobody where the caller is not in it.</summary>
    public static async Task<IReadOnlySet<long>> KnownIn(Work work, long? groupId)
    {
        if (groupId is not { } id || !work.Caller.Reader.Groups.Contains(id)) return None;
        var people = await GroupPeople.Of(work, await WorkingGroup.Load(work, id));
        return people.Present.Where(one => one.Name is not null).Select(one => one.MemberId).ToHashSet();
    }

    /// <summary>That one group, or none: what a reader holds of it.</summary>
    public static IReadOnlySet<long> Held(long? groupId, bool isIn) => groupId is { } group && isIn ? new HashSet<long> { group } : None;
}
