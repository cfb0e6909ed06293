using System.Globalization;
using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>The working groups of a world: 500 with forty members each, and ten topics with twenty replies in each.</summary>
internal static class Groups
{
    private const int Count = 500;
    private const int Topics = 10;
    private const int Members = 40;
    private const int Replies = 20;

    // The first of them are the writers', each of whom is in one.
    private const int OfWriters = Portal.Writers / Members;

    // The measured member is in the first of those too.
    private const int OfReader = 5;

    private static readonly Charter Charter = new() { Sectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research], Rule = MembershipRule.Open };

    /// <summary>The reference of a topic, 22 characters.</summary>
    public static string TopicReference(int topic) => topic.ToString(CultureInfo.InvariantCulture).PadLeft(22, 't');

    /// <summary>A topic of one of the groups that the measured member is in: of the first half, to which nobody replies.</summary>
    public static int Read(int number) => (number % OfReader * Topics) + 1 + (number / OfReader % (Topics / 2));

    /// <summary>A topic of the group that the writer with that number is in, of the second half.</summary>
    public static int RepliedTo(int number) => (number % OfWriters * Topics) + 1 + (Topics / 2) + (number / Portal.Writers % (Topics / 2));

    public static void Fill(SqliteConnection connection, DateTimeOffset at)
    {
        var now = at.ToUnixTimeMilliseconds();
        var until = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeMilliseconds();
        var admits = JsonSerializer.Serialize(new { Charter.Sectors, Charter.WalledSectors, Charter.WalledOrganizations });
        using var group = new Insert(connection, "working_group", "id, ref, name, purpose, code_of_conduct, admits, membership_rule, is_hidden, default_label, status, chair_id, ends_at, proposed_by, proposed_at");
        using var member = new Insert(connection, "group_member", "group_id, member_id, alias, joined_at");
        using var topic = new Insert(connection, "topic", "id, ref, group_id, originator_id, author_id, label, audience, title, body, position, created_at");
        using var reply = new Insert(connection, "reply", "id, ref, topic_id, organization_id, author_id, body, created_at");
        for (var id = 1; id <= Count; id++)
        {
            var people = Enumerable.Range(0, Members).Select(number => MemberOf(id, number)).Distinct().ToList();
            group.Row(id, $"group-{id}", $"Group {id}", "To compare what we do.", "Be fair.", admits, (long)MembershipRule.Open, 0, (long)TlpLabel.Amber, (long)GroupStatus.Chartered, people[0], until, people[0], now);
            foreach (var one in id <= OfReader ? people.Append(1) : people) member.Row(id, one, $"Alias {one}", now);
            for (var number = (id - 1) * Topics; number < id * Topics; number++) Fill(id, number + 1, people, at, topic, reply);
        }
    }

    private static void Fill(int group, int id, List<int> people, DateTimeOffset at, Insert topic, Insert reply)
    {
        var (author, now) = (people[id % people.Count], at.ToUnixTimeMilliseconds());
        topic.Row(id, TopicReference(id), group, World.OrganizationOf(author), author, (long)TlpLabel.Amber, JsonSerializer.Serialize(Charter.AudienceOf(group)), $"What we saw, part {id}", World.Paragraph, Ids.Position(at.AddSeconds(id)), now);
        for (var number = 1; number <= Replies; number++)
        {
            var by = people[(id + number) % people.Count];
            var key = ((long)id * 100) + number;
            reply.Row(key, $"reply-{key}", id, World.OrganizationOf(by), by, World.Paragraph, now);
        }
    }

    private static int MemberOf(int group, int number) =>
        group <= OfWriters ? Portal.Writer(group - 1 + (number * OfWriters)) : 1_001 + ((((group * Members) + number) * 7) % (World.Members - 1_001));
}
