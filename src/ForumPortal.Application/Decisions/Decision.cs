using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Decisions;

namespace ForumPortal.Application.Decisions;

/// <summary>How a vote is cast.</summary>
public enum VoteChoice
{
    /// <summary>For it.</summary>
    For = 1,

    /// <summary>Against it.</summary>
    Against = 2,

    /// <summary>Neither.</summary>
    Abstain = 3,
}

/// <summary>How a decision ended.</summary>
public enum DecisionOutcome
{
    /// <summary>It is open, or waits for the chair to close it.</summary>
    Open = 0,

    /// <summary>More organizations voted for it than against it; to extend the term, more than half of those present.</summary>
    Adopted = 1,

    /// <summary>It was not adopted.</summary>
    NotAdopted = 2,
}

/// <summary>What a decision has beyond an item. Reached through its item, whose lookup is the check.</summary>
internal sealed class Decision
{
    private const string Columns = "item_id AS id, group_id, new_end_at, closes_at, outcome, closed_at";

    public long Id { get; init; }
    public long GroupId { get; init; }
    public DateTimeOffset? NewEndAt { get; init; }
    public DateTimeOffset ClosesAt { get; init; }
    public DecisionOutcome Outcome { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Its item: the title is the question.</summary>
    public Item Item { get; private set; } = null!;

    public string Reference => Item.Reference;

    public bool TakesVotes(Work work) => ClosedAt is null && work.Now < ClosesAt;

    /// <summary>Finds it with its group: not there and not visible are the same answer, after the same statements.</summary>
    public static async Task<(Decision Decision, WorkingGroup Group, Admission Admission)> Find(Work work, string reference)
    {
        var (item, admission) = await Item.Find(work, reference, DecisionKinds.Decision);
        var decision = (await Of(work, [item])).Single();
        return (decision, await WorkingGroup.Load(work, decision.GroupId), admission);
    }

    /// <summary>Those of these items, in their order.</summary>
    public static async Task<IReadOnlyList<Decision>> Of(Work work, IReadOnlyList<Item> items)
    {
        var ids = items.Select(item => item.Id).Append(0).ToList();
        var decisions = (await work.All<Decision>($"SELECT {Columns} FROM decision WHERE item_id IN @ids", new { ids })).ToDictionary(one => one.Id);
        foreach (var item in items) decisions[item.Id].Item = item;
        return [.. items.Select(item => decisions[item.Id])];
    }
}
