using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Refuses what would let readers find an originator without a name, or let the writer find out who is in a group.</summary>
internal static class Anonymity
{
    /// <summary>Refuses an unattributed item with that audience.</summary>
    /// <returns>The organizations that could have published it.</returns>
    public static async Task<IReadOnlyCollection<long>> Demand(Work work, Audience audience, ItemFacts item)
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

    /// <summary>Refuses it where there is a reason.</summary>
    public static void Refuse(Contradiction? found)
    {
        if (found is { } one) throw new InvalidException(one.Field, one.Reason);
    }
}
