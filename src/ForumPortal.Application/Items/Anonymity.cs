using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Refuses what would let readers find an originator without a name, or let the writer find out who is in a group.</summary>
internal static class Anonymity
{
    /// <summary>Refuses an unattributed item with that audience.</summary>
    public static Task Demand(Work work, Audience audience, ItemFacts item) => Measured(work, audience, item);

    /// <summary>Refuses an unattributed answer: whoever could read the request could have answered, but for who asks and who has answered under its own name.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="answered">The request.</param>
    /// <param name="audience">The answer's audience.</param>
    /// <param name="item">The answer.</param>
    /// <param name="onlyAskerReads">Whether it is for the asker alone; else it is a publication, which must stand as one too.</param>
    public static async Task DemandOfAnswer(Work work, Item answered, Audience audience, ItemFacts item, bool onlyAskerReads)
    {
        var possible = (await PossibleAuthors.Of(work, answered.Rule, answered.Facts)).Except(await Answering.ByName(work, answered.Id)).Where(one => one != answered.OriginatorId);
        if (!onlyAskerReads) possible = possible.Intersect(await Measured(work, audience, item));
        Refuse(AudienceRules.Elimination([.. possible], onlyAskerReads));
    }

    // Those who could have published it, where they are enough.
    private static async Task<IReadOnlyCollection<long>> Measured(Work work, Audience audience, ItemFacts item)
    {
        await DemandNothingBesideHidden(work, audience, item);
        var possible = await PossibleAuthors.Of(work, audience, item);
        Refuse(AudienceRules.Elimination(AttributionPolicy.Unattributed, possible));
        return possible;
    }

    // Where members do not see each other, each further wall or grant would be a question who is in the group, and the refusal an answer.
    private static async Task DemandNothingBesideHidden(Work work, Audience audience, ItemFacts item)
    {
        if ((item.GroupId ?? audience.Group) is not { } id || !await Memberships.AreHidden(work, id)) return;
        var whole = (await WorkingGroup.Load(work, id)).Charter.AudienceOf(id);
        if (item.GroupId is null || audience.WalledSectors.Except(whole.WalledSectors).Any() || audience.WalledOrganizations.Except(whole.WalledOrganizations).Any())
            throw new InvalidException("grants", "Members of this group do not see each other. Without a name, release it to the whole group, and to nobody else: without further walls and grants.");
    }

    private static void Refuse(Contradiction? found)
    {
        if (found is { } one) throw new InvalidException(one.Field, one.Reason);
    }
}
