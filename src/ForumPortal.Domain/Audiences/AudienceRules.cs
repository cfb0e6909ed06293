using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>A reason why a marking and an audience contradict each other, and the field beside which to say so.</summary>
/// <param name="Field">The field: label, grants, walls, attribution, embargo or expiry.</param>
/// <param name="Reason">The reason in words for the person who typed it.</param>
public sealed record Contradiction(string Field, string Reason);

/// <summary>An organization as the rules need it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, for the reason.</param>
/// <param name="Sector">Its sector.</param>
public sealed record NamedOrganization(long Id, string Name, Sector Sector);

/// <summary>A named person as the rules need them.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Name">The name, for the reason.</param>
/// <param name="Organization">The organization that they act for.</param>
/// <param name="IsAuditor">Whether they hold the auditor's role, which no audience admits.</param>
public sealed record NamedMember(long Id, string Name, NamedOrganization Organization, bool IsAuditor);

/// <summary>Refuses labels, audiences and attributions that contradict each other. Refuses, never warns.</summary>
public static class AudienceRules
{
    /// <summary>The smallest number of organizations that could be the author of an unattributed item, in the eyes of any reader.</summary>
    public const int FewestPossibleAuthors = 3;

    private static readonly Sector[] MembersSectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research, Sector.Intergovernmental];

    /// <summary>All contradictions between the label and the audience; none where both may stand.</summary>
    /// <param name="label">The label.</param>
    /// <param name="audience">The audience.</param>
    /// <param name="originator">The publishing organization.</param>
    /// <param name="organizations">Every organization named in the audience.</param>
    /// <param name="members">Every person named in the audience.</param>
    public static IEnumerable<Contradiction> Contradictions(
        TlpLabel label,
        Audience audience,
        NamedOrganization originator,
        IReadOnlyCollection<NamedOrganization> organizations,
        IReadOnlyCollection<NamedMember> members)
    {
        if (audience.IsEmpty)
            yield return new("grants", "Nobody is granted. Choose who may read it: the community, sectors, organizations or people.");
        if (label == TlpLabel.Red && (audience.Community || audience.Public || audience.Sectors.Count > 0 || audience.Organizations.Count > 0 || audience.Group is not null || audience.Offices.Count > 0))
            yield return new("grants", "TLP:RED is for named people only. Take off the community, sectors and organizations and name each person, or choose a lower label.");
        if (label is TlpLabel.Amber or TlpLabel.AmberStrict && (audience.Community || audience.Public))
            yield return new("grants", $"{label.Text()} is for named organizations and never for everyone. Choose sectors or organizations, or label it TLP:GREEN.");
        if (label is TlpLabel.Amber or TlpLabel.AmberStrict && MembersSectors.All(sector => audience.Sectors.Any(grant => grant.Sector == sector)))
            yield return new("grants", $"Every sector together is everyone, and {label.Text()} is never for everyone. Take off a sector, or label it TLP:GREEN.");
        if (audience.Public && label != TlpLabel.Clear)
            yield return new("grants", $"Only TLP:CLEAR can be public; this is {label.Text()}.");
        if (audience.Public && audience.HasWalls)
            yield return new("walls", "What is public is open to everyone, so a wall has no meaning. Take off the walls, or do not make it public.");
        if (audience.Walls(originator.Id, originator.Sector))
            yield return new("walls", $"A wall would shut out {originator.Name} itself. Take that wall off.");
        foreach (var sector in audience.Sectors.Where(grant => audience.WalledSectors.Contains(grant.Sector)))
            yield return new("walls", $"The sector {Words.Of(sector.Sector)} is granted and walled. Take one of them off.");
        foreach (var organization in organizations.Where(one => audience.Organizations.Contains(one.Id) && audience.Walls(one.Id, one.Sector)))
            yield return new("walls", $"{organization.Name} is granted and stands behind a wall. Take one of them off.");
        foreach (var member in members.Where(one => audience.Walls(one.Organization.Id, one.Organization.Sector)))
            yield return new("walls", $"{member.Name} ({member.Organization.Name}) is named and stands behind a wall. Take one of them off.");
        foreach (var member in members.Where(one => audience.WalledMembers.Contains(one.Id)))
            yield return new("walls", $"{member.Name} ({member.Organization.Name}) is named and has declared a conflict of interest. Take them off.");
        foreach (var member in members.Where(one => one.IsAuditor))
            yield return new("grants", $"{member.Name} is an auditor, whom no audience admits.");
    }

    /// <summary>Contradictions of the dates of a marking.</summary>
    /// <param name="embargoUntil">When the embargo ends, UTC; null for none.</param>
    /// <param name="opensAt">When readers can open it at the latest, UTC: the end of the embargo, or of the time in which it waits for its moment; null for at once.</param>
    /// <param name="expiresAt">When it expires, UTC; null for never.</param>
    /// <param name="acknowledgeBy">By when acknowledgement is wanted, UTC; null where none is.</param>
    /// <param name="now">The moment of publishing, UTC.</param>
    public static IEnumerable<Contradiction> Contradictions(DateTimeOffset? embargoUntil, DateTimeOffset? opensAt, DateTimeOffset? expiresAt, DateTimeOffset? acknowledgeBy, DateTimeOffset now)
    {
        if (embargoUntil <= now) yield return new("embargo", "The embargo ends in the past. Choose a later time or leave it empty.");
        var opens = opensAt ?? now;
        var cause = opensAt == embargoUntil ? "its embargo ends" : $"it has taken effect, which without a name takes up to {EffectSpan.Longest.TotalHours:0} hours";
        if (expiresAt <= now) yield return new("expiry", "It would expire in the past. Choose a later time or leave it empty.");
        else if (expiresAt <= opens) yield return new("expiry", $"It would expire before {cause}. Choose a later time.");
        if (acknowledgeBy <= now) yield return new("acknowledge", "The date for acknowledgement has passed. Choose a later one or leave it empty.");
        else if (acknowledgeBy <= opens) yield return new("acknowledge", $"Acknowledgement is wanted before {cause}. Choose a later date.");
    }

    /// <summary>
    /// Whether readers could find the unnamed originator by elimination: refused where, once a reader has left out their
    /// own organization, fewer than <see cref="FewestPossibleAuthors"/> remain.
    /// </summary>
    /// <param name="attribution">The attribution policy; only an unattributed item is ever refused.</param>
    /// <param name="possibleAuthors">The organizations that publish and that the audience admits, with the originator.</param>
    public static Contradiction? Elimination(AttributionPolicy attribution, IReadOnlyCollection<long> possibleAuthors) =>
        attribution == AttributionPolicy.Unattributed && possibleAuthors.Count - 1 < FewestPossibleAuthors
            ? new("attribution", $"With this audience, a reader could find out by elimination who published it: after their own, fewer than {FewestPossibleAuthors} organizations could have. Widen the audience or name the organization.")
            : null;

    /// <summary>
    /// Whether readers of an answer could find its unnamed originator by elimination: refused where fewer than
    /// <see cref="FewestPossibleAuthors"/> remain, once a reader who was asked too has left out their own organization.
    /// </summary>
    /// <param name="possibleAuthors">The organizations that could have answered, without the one that asks and those that have answered under their own name.</param>
    /// <param name="onlyAskerReads">Whether nobody who was asked reads it.</param>
    public static Contradiction? Elimination(IReadOnlyCollection<long> possibleAuthors, bool onlyAskerReads) =>
        possibleAuthors.Count - (onlyAskerReads ? 0 : 1) < FewestPossibleAuthors
            ? new("attribution", "Of those who were asked, too few could still have given this answer without a name: a reader could find out by elimination whose it is. Answer under your organization's name, or not at all.")
            : null;
}
