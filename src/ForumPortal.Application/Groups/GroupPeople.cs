using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Groups;

/// <summary>The people of a group as the caller, a member, may know them: by name, or where membership is hidden by their alias.</summary>
internal sealed class GroupPeople
{
    private readonly Dictionary<long, GroupPerson> people;

    private GroupPeople(IEnumerable<GroupPerson> people) => this.people = people.ToDictionary(one => one.MemberId);

    /// <summary>Those who are in it now, in the order of what is shown of them.</summary>
    public IEnumerable<GroupPerson> Present => people.Values.Where(one => one.IsPresent).OrderByDescending(one => one.IsChair).ThenByDescending(one => one.IsDeputy).ThenBy(one => one.Shown, StringComparer.Ordinal);

    /// <summary>What is shown of the member, also of one who has left.</summary>
    public GroupPerson this[long memberId] => people[memberId];

    public static async Task<GroupPeople> Of(Work work, WorkingGroup group)
    {
        var me = work.Caller.Reader.MemberId;

        // Where everybody is known, nobody needs to agree to be.
        var agreed = group.Charter.IsHidden
            ? """
              , (SELECT COUNT(*) FROM group_disclosure d WHERE d.group_id = p.group_id AND d.member_id = p.member_id AND d.to_id = @me) AS shows_me,
                (SELECT COUNT(*) FROM group_disclosure d WHERE d.group_id = p.group_id AND d.member_id = @me AND d.to_id = p.member_id) AS sees_me
              """
            : "";
        var rows = await work.All<Row>(
            $"""
            SELECT p.member_id, p.alias, p.left_at, m.name, o.name AS organization{agreed}
            FROM group_member p JOIN member m ON m.id = p.member_id JOIN organization o ON o.id = m.organization_id
            WHERE p.group_id = @group
            """,
            new { group = group.Id, me });
        return new GroupPeople(rows.Select(row => row.ToPerson(group, me)));
    }

    private sealed class Row
    {
        public long MemberId { get; init; }
        public string Alias { get; init; } = "";
        public DateTimeOffset? LeftAt { get; init; }
        public string Name { get; init; } = "";
        public string Organization { get; init; } = "";
        public long ShowsMe { get; init; }
        public long SeesMe { get; init; }

        public GroupPerson ToPerson(WorkingGroup group, long me)
        {
            // Chair and deputy stand in the charter, and they alone resolve an alias; two members may agree to see each other.
            var isKnown = !group.Charter.IsHidden || MemberId == me || group.IsLedBy(me) || group.IsLedBy(MemberId) || (ShowsMe > 0 && SeesMe > 0);
            return new GroupPerson
            {
                MemberId = MemberId,
                Alias = Alias,
                Name = isKnown ? Name : null,
                Organization = isKnown ? Organization : null,
                IsChair = MemberId == group.ChairId,
                IsDeputy = MemberId == group.DeputyId,
                IsSelf = MemberId == me,
                IsPresent = LeftAt is null,
                OffersDisclosure = !isKnown && ShowsMe > 0,
                IsOfferedDisclosure = !isKnown && SeesMe > 0,
            };
        }
    }
}

/// <summary>Somebody in a group, as the caller may know them.</summary>
internal sealed record GroupPerson
{
    /// <summary>Who; never leaves the server.</summary>
    public required long MemberId { get; init; }

    /// <summary>Their alias, the same throughout the group.</summary>
    public required string Alias { get; init; }

    /// <summary>Their name; null where only the alias is shown.</summary>
    public required string? Name { get; init; }

    /// <summary>Whom they act for; null likewise.</summary>
    public required string? Organization { get; init; }

    /// <summary>Whether they chair it.</summary>
    public required bool IsChair { get; init; }

    /// <summary>Whether they are its deputy.</summary>
    public required bool IsDeputy { get; init; }

    /// <summary>Whether it is the caller.</summary>
    public required bool IsSelf { get; init; }

    /// <summary>Whether they are in it now.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>Whether they would let the caller see them, who has yet to agree.</summary>
    public required bool OffersDisclosure { get; init; }

    /// <summary>Whether the caller would let them see, and they have yet to agree.</summary>
    public required bool IsOfferedDisclosure { get; init; }

    public string Shown => Name is null ? Alias : $"{Name}, {Organization}";
}
