using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Groups;

/// <summary>Who is in which working group now.</summary>
internal static class Memberships
{
    private static readonly IReadOnlySet<long> None = new HashSet<long>();

    /// <summary>The members of a group, by id.</summary>
    public static async Task<IReadOnlySet<long>> In(Work work, long groupId) =>
        (await work.All<long>("SELECT member_id FROM group_member WHERE group_id = @groupId AND left_at IS NULL", new { groupId })).ToHashSet();

    /// <summary>Ends a membership, and whatever is open between the person and the group.</summary>
    public static async Task End(Work work, long groupId, long memberId)
    {
        await work.Execute("UPDATE group_member SET left_at = @now WHERE group_id = @groupId AND member_id = @memberId AND left_at IS NULL", new { now = work.Now, groupId, memberId });
        await work.Execute("UPDATE working_group SET deputy_id = NULL WHERE id = @groupId AND deputy_id = @memberId", new { groupId, memberId });
        await Entries.CloseAll(work, groupId, memberId);
    }

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
