using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Audiences;

/// <summary>A second evaluator, written from the audience rules of docs/domain.md sentence by sentence and from no code.</summary>
internal static class NaiveEvaluator
{
    public static (Access Access, ReadingGround Ground) Decide(Case asked)
    {
        var (audience, item, reader, hasRead, now) = asked;
        var embargoed = item.EmbargoUntil is { } opens && opens > now;
        var expired = item.ExpiresAt is { } ends && ends <= now;
        var withdrawn = item.WithdrawnAt.HasValue;

        // "The member and their organization are active."
        if (reader.MemberId != 0 && !reader.IsActive) return Nothing;

        // "Only CLEAR can be public; public items take no walls, embargo counts." Strangers get that, and so do auditors, whom no audience admits.
        if (reader.MemberId == 0 || (reader.Roles & Role.Auditor) != 0)
        {
            var readable = audience.Public && item.Label == TlpLabel.Clear && audience.WalledSectors.Count + audience.WalledOrganizations.Count + audience.WalledMembers.Count == 0;
            if (!readable || item.GroupId is not null || embargoed || expired) return Nothing;
            return (withdrawn ? Access.NoticeOnly : Access.Full, ReadingGround.Public);
        }
        if (reader.Roles == Role.None) return Nothing;

        // "No wall stops them." No role opens it.
        foreach (var sector in audience.WalledSectors) if (sector == reader.Sector) return Nothing;
        foreach (var organization in audience.WalledOrganizations) if (organization == reader.OrganizationId) return Nothing;

        // "Walls (sectors; organizations; by recusal, members)."
        foreach (var member in audience.WalledMembers) if (member == reader.MemberId) return Nothing;

        // "For an item in a group they must be in the group."
        if (item.GroupId is { } standsIn && !reader.Groups.Contains(standsIn)) return Nothing;

        var grounds = AllGrounds(audience, item, reader, now);
        if (embargoed) grounds.RemoveAll(ground => !IsOwn(ground));
        if (expired && !hasRead) grounds.RemoveAll(ground => !IsOwn(ground));
        if (grounds.Count == 0) return Nothing;
        return (withdrawn ? Access.NoticeOnly : expired ? Access.Expired : Access.Full, grounds.Min());
    }

    private static (Access, ReadingGround) Nothing => (Access.None, ReadingGround.None);

    private static bool IsOwn(ReadingGround ground) => ground is ReadingGround.Author or ReadingGround.Originator;

    private static List<ReadingGround> AllGrounds(Audience audience, ItemFacts item, Reader reader, DateTimeOffset now)
    {
        // "A grant may have an end."
        bool HasEnded(GrantKind kind, long id)
        {
            foreach (var end in audience.Ends) if (end.Kind == kind && end.Id == id && now >= end.EndsAt) return true;
            return false;
        }

        var grounds = new List<ReadingGround>();
        if (reader.MemberId == item.AuthorId) grounds.Add(ReadingGround.Author);
        if (audience.Members.Any(member => member == reader.MemberId) && !HasEnded(GrantKind.Member, reader.MemberId)) grounds.Add(ReadingGround.NamedMember);

        // "For RED only the author and the named people read."
        if (item.Label == TlpLabel.Red) return grounds;

        var publishes = (reader.Roles & (Role.Representative | Role.Liaison | Role.Secretariat)) != 0;

        // "Where something stands under an alias, the originator's rights are its author's alone."
        if (publishes && !item.IsUnderAlias && reader.OrganizationId == item.OriginatorId) grounds.Add(ReadingGround.Originator);
        if (audience.Organizations.Any(organization => organization == reader.OrganizationId) && !HasEnded(GrantKind.Organization, reader.OrganizationId)) grounds.Add(ReadingGround.Organization);
        if (audience.Group is { } group && reader.Groups.Any(one => one == group) && !HasEnded(GrantKind.Group, group)) grounds.Add(ReadingGround.Group);

        // "A grant may go to the holders of an office."
        foreach (var office in audience.Offices) if (reader.Offices.Contains(office) && !HasEnded(GrantKind.Office, office)) grounds.Add(ReadingGround.Office);
        foreach (var grant in audience.Sectors.Where(grant => grant.Sector == reader.Sector))
        {
            // "A sector stands for its organizations of that moment."
            if (HasEnded(GrantKind.Sector, (long)reader.Sector)) continue;
            if (grant.AsOf is null || reader.ActivePeriods.Any(period => period.From <= grant.AsOf && !(period.Until <= grant.AsOf))) grounds.Add(ReadingGround.Sector);
        }

        // "AMBER+STRICT and AMBER grant sectors, organizations, groups or named members, never everyone."
        var mayBeEveryone = item.Label is TlpLabel.Clear or TlpLabel.Green;
        if (mayBeEveryone && ((audience.Community && !HasEnded(GrantKind.Community, 0)) || audience.Public)) grounds.Add(ReadingGround.Community);
        return grounds;
    }
}
