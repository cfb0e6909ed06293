using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Refuses what would let readers find an originator without a name, or let the writer find out who is in a group.</summary>
internal static class Anonymity
{
    /// <summary>Refuses an unattributed item with that audience, where too few could have published it and what it is linked to.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="item">The item.</param>
    /// <param name="linked">What its originator links it to, itself with its earlier audience among that; null for nothing.</param>
    /// <returns>The organizations that could have published all of it.</returns>
    public static async Task<IReadOnlyCollection<long>> Demand(Work work, Audience audience, ItemFacts item, Item? linked = null)
    {
        var possible = await Measure(work, audience, item, linked);
        Refuse(AudienceRules.Elimination(AttributionPolicy.Unattributed, possible));
        return possible;
    }

    /// <summary>The same, refusing no number.</summary>
    public static async Task<IReadOnlyCollection<long>> Measure(Work work, Audience audience, ItemFacts item, Item? linked)
    {
        await DemandNothingBesideHidden(work, audience, item);
        var possible = await PossibleAuthors.Of(work, audience, item);
        return linked is { IsUnattributed: true } ? [.. possible.Intersect(await PossibleAuthors.Of(work, linked))] : possible;
    }

    /// <summary>Refuses to say or correct something without a name where too few are left who could have published the item.</summary>
    /// <returns>The organizations that could have.</returns>
    public static async Task<IReadOnlyCollection<long>> DemandStill(Work work, Item item)
    {
        var possible = await PossibleAuthors.Of(work, item);
        Refuse(IsFew(item, possible) ? new Contradiction("attribution", "Fewer than three organizations could still have published this, so whatever you add says who you are. Withdraw it, or publish a new item under your organization's name.") : null);
        return possible;
    }

    /// <summary>Whether so few could have published it that its readers may find out whose it is. Of a private answer the asker alone is a reader, who leaves out nobody else.</summary>
    public static bool IsFew(Item item, IReadOnlyCollection<long> possible)
    {
        var isForOne = !item.Kind.HasOwnAudience && item.Rule is { Sectors.Count: 0, Community: false, Group: null } rule && rule.Organizations.Count + rule.Members.Count == 1;
        return (isForOne ? AudienceRules.Elimination(possible, onlyAskerReads: true) : AudienceRules.Elimination(AttributionPolicy.Unattributed, possible)) is not null;
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
