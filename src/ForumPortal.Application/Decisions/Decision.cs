using ForumPortal.Application.Ballots;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Decisions;

namespace ForumPortal.Application.Decisions;

/// <summary>A ballot of the organizations in a working group, with what a decision has beyond that. Reached through its item, whose lookup is the check.</summary>
internal sealed class Decision : Ballot
{
    public long GroupId { get; init; }
    public DateTimeOffset? NewEndAt { get; init; }

    /// <summary>Its item: the title is the question.</summary>
    public Item Item { get; private set; } = null!;

    public string Reference => Item.Reference;

    public Task<Tally> Count(Work work) => Tally.Of(work, this, Electorate.OfGroup(GroupId));

    /// <summary>What comes of the votes; to extend the term takes most of the organizations present.</summary>
    public BallotOutcome OutcomeOf(Tally tally) => tally.OutcomeOf(takesMostOfAll: NewEndAt is not null);

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
        var decisions = (await work.All<Decision>($"SELECT {Columns}, d.group_id, d.new_end_at FROM decision d JOIN ballot b ON b.item_id = d.item_id WHERE d.item_id IN @ids", new { ids })).ToDictionary(one => one.Id);
        foreach (var item in items) decisions[item.Id].Item = item;
        return [.. items.Select(item => decisions[item.Id])];
    }
}
