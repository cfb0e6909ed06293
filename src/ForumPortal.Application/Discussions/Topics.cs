using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Discussions;

namespace ForumPortal.Application.Discussions;

/// <summary>Topics are items that stand in a group.</summary>
internal static class Topics
{
    /// <summary>Finds one with its group, as the caller: not there and not visible are the same answer, after the same statements.</summary>
    public static async Task<(OpenedItem Topic, WorkingGroup Group, Admission Admission)> Find(Work work, string reference)
    {
        var (topic, admission) = await Item.Find(work, reference, DiscussionKinds.Topic);
        return (topic, await WorkingGroup.Load(work, topic.GroupId!.Value), admission);
    }
}
