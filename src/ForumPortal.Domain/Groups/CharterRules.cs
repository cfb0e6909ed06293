using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Groups;

/// <summary>Refuses charters that contradict themselves.</summary>
public static class CharterRules
{
    /// <summary>All contradictions; none where the charter may stand.</summary>
    /// <param name="charter">The charter.</param>
    /// <param name="chair">Who would chair it.</param>
    /// <param name="deputy">Who would be deputy; null for nobody.</param>
    /// <param name="endsAt">When its term would end, UTC.</param>
    /// <param name="now">The moment, UTC.</param>
    public static IEnumerable<Contradiction> Contradictions(Charter charter, GroupOfficer chair, GroupOfficer? deputy, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (charter.Sectors.Count == 0) yield return new("sectors", "No sector is admitted. Choose whose people may be members.");
        foreach (var sector in charter.Sectors.Intersect(charter.WalledSectors))
            yield return new("walls", $"The sector {Words.Of(sector)} is admitted and walled. Take one of them off.");
        if (charter.DefaultLabel is TlpLabel.Clear or TlpLabel.Red)
            yield return new("label", $"What is posted without a label cannot be {charter.DefaultLabel.Text()}. Choose TLP:GREEN, TLP:AMBER or TLP:AMBER+STRICT.");
        if (endsAt <= now) yield return new("term", "The term would end in the past. Choose a later day.");
        if (deputy is not null && deputy.Person.Id == chair.Person.Id) yield return new("deputy", "Chair and deputy are the same person. Choose two.");
        foreach (var (field, officer) in new[] { ("chair", chair), ("deputy", deputy) })
        {
            if (officer is null) continue;
            foreach (var reason in Against(charter, officer)) yield return new(field, reason);
        }
    }

    /// <summary>What speaks against this person as chair or deputy of the group.</summary>
    public static IEnumerable<string> Against(Charter charter, GroupOfficer officer)
    {
        var (person, publishes) = (officer.Person, officer.IsPublisher);
        if (charter.Walls(person.Organization.Id, person.Organization.Sector)) yield return $"{person.Name} ({person.Organization.Name}) would stand behind the group's wall.";
        else if (!charter.Sectors.Contains(person.Organization.Sector)) yield return $"{person.Name} ({person.Organization.Name}) belongs to no sector that the group admits.";
        if (!publishes) yield return $"{person.Name} is neither representative nor liaison, and only those chair a group.";
    }
}

/// <summary>Somebody who would chair a group or be its deputy.</summary>
/// <param name="Person">Who.</param>
/// <param name="IsPublisher">Whether they are a representative or a liaison.</param>
public sealed record GroupOfficer(NamedMember Person, bool IsPublisher);
