using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>What the originator may change of an audience after creation: widen by an onward release, or narrow; never both at once.</summary>
public static class AudienceChange
{
    /// <summary>What in the new audience takes something away, which an onward release does not.</summary>
    /// <param name="oldLabel">The label now.</param>
    /// <param name="old">The audience now.</param>
    /// <param name="newLabel">The label asked for.</param>
    /// <param name="asked">The audience asked for.</param>
    public static IEnumerable<Contradiction> AgainstRelease(TlpLabel oldLabel, Audience old, TlpLabel newLabel, Audience asked)
    {
        if (newLabel > oldLabel)
            yield return new("label", $"An onward release lowers the label or leaves it; {newLabel.Text()} is above {oldLabel.Text()}. Narrow the item instead.");
        if ((old.Community && !asked.Community) || (old.Public && !asked.Public)
            || old.Sectors.Any(grant => !asked.Sectors.Contains(grant))
            || old.Organizations.Except(asked.Organizations).Any() || old.Members.Except(asked.Members).Any() || old.Offices.Except(asked.Offices).Any()
            || asked.Ends.Any(end => !old.Ends.Any(one => one.Kind == end.Kind && one.Id == end.Id && one.EndsAt <= end.EndsAt))
            || (old.Group is not null && asked.Group != old.Group))
            yield return new("grants", "An onward release takes nobody away. Leave every grant in place, or narrow the item instead.");
        if (!SameWalls(old, asked))
            yield return new("walls", "Walls stay as they are in an onward release. To let somebody through a wall, publish a threat summary for them.");
    }

    /// <summary>What in the new audience lets somebody in, which narrowing does not.</summary>
    /// <param name="oldLabel">The label now.</param>
    /// <param name="old">The audience now.</param>
    /// <param name="newLabel">The label asked for.</param>
    /// <param name="asked">The audience asked for.</param>
    /// <param name="admittedNow">Whether the audience of now admits everyone of an organization, or a member, by id.</param>
    public static IEnumerable<Contradiction> AgainstNarrowing(TlpLabel oldLabel, Audience old, TlpLabel newLabel, Audience asked, Func<long, bool> admittedNow)
    {
        if (newLabel < oldLabel)
            yield return new("label", $"Narrowing raises the label or leaves it; {newLabel.Text()} is below {oldLabel.Text()}. Release it onward instead.");
        var lastingly = old.Public || (old.Community && old.Ends.All(end => end.Kind != GrantKind.Community));
        var everyone = old.Community || old.Public;
        if ((asked.Community && !everyone) || (asked.Public && !old.Public)
            || (!lastingly && asked.Sectors.Any(grant => !old.Sectors.Any(one => Holds(one, grant))))
            || (!lastingly && asked.Group is not null && asked.Group != old.Group)
            || (!lastingly && asked.Offices.Except(old.Offices).Any())

            // Whoever can read it now by a grant that ends is not named for longer.
            || (old.Ends.Count > 0 && (asked.Organizations.Except(old.Organizations).Any() || asked.Members.Except(old.Members).Any()))
            || old.Ends.Any(end => !asked.Ends.Any(one => one.Kind == end.Kind && one.Id == end.Id && one.EndsAt <= end.EndsAt))
            || asked.Organizations.Concat(asked.Members).Any(id => !admittedNow(id)))
            yield return new("grants", "Narrowing lets nobody in. Name only those who can read it now, or release it onward instead.");
        if (old.WalledSectors.Except(asked.WalledSectors).Any() || old.WalledOrganizations.Except(asked.WalledOrganizations).Any() || old.WalledMembers.Except(asked.WalledMembers).Any())
            yield return new("walls", "A wall is never taken down. Leave every wall in place.");
    }

    // A sector without a moment holds every moment's organizations; one of a moment holds that moment's alone.
    private static bool Holds(SectorGrant old, SectorGrant asked) => old.Sector == asked.Sector && (old.AsOf is null || old.AsOf == asked.AsOf);

    private static bool SameWalls(Audience old, Audience asked) =>
        old.WalledSectors.ToHashSet().SetEquals(asked.WalledSectors) && old.WalledOrganizations.ToHashSet().SetEquals(asked.WalledOrganizations)
        && old.WalledMembers.ToHashSet().SetEquals(asked.WalledMembers);
}
