using System.Globalization;
using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>The working groups of a world: 500 with forty members each, and in each ten topics with twenty replies and four decisions.</summary>
internal static class Groups
{
    private const int Count = 500;
    private const int Topics = 10;
    private const int Decisions = 4;
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

    /// <summary>A topic of the group that the writer with that number is in: each of them once for each writer, <see cref="FirstReadings"/> in all.</summary>
    public static int FirstRead(int number) => (number % OfWriters * Topics) + 1 + (number / Portal.Writers % Topics);

    public const int FirstReadings = Portal.Writers * Topics;

    // Above every other item of the world.
    private const long FirstTopic = 1_000_000_000;
    private const long FirstDecision = 1_100_000_000;

    /// <summary>Fills them; what stands in them lies among the newest items of the world, so that it is in the lists of their members.</summary>
    public static void Fill(SqliteConnection connection, DateTimeOffset at, DateTimeOffset newest)
    {
        var now = at.ToUnixTimeMilliseconds();
        var until = DateTimeOffset.UtcNow.AddYears(1).ToUnixTimeMilliseconds();
        var admits = JsonSerializer.Serialize(new { Charter.Sectors, Charter.WalledSectors, Charter.WalledOrganizations });
        using var group = new Insert(connection, "working_group", "id, ref, name, purpose, code_of_conduct, admits, membership_rule, is_hidden, default_label, status, chair_id, ends_at, proposed_by, proposed_at");
        using var member = new Insert(connection, "group_member", "group_id, member_id, alias, joined_at");
        using var topic = new Insert(connection, "item", "id, ref, kind, originator_id, author_id, label, permitted_action, attribution, audience, group_id, under_alias, title, summary, revision, position, place_in_group, published_at");
        using var text = new Insert(connection, "item_revision", "item_id, revision, title, summary, body, note, author_id, created_at");
        using var key = new Insert(connection, "item_key", "key_kind, key_id, position, item_id, part, kind, label, shown_originator_id, within_group, released_to, has_walls");
        using var post = new Insert(connection, "post", "id, ref, item_id, kind, organization_id, author_id, label, audience, created_at");
        using var said = new Insert(connection, "post_revision", "post_id, revision, body, author_id, created_at");
        for (var id = 1; id <= Count; id++)
        {
            var people = Enumerable.Range(0, Members).Select(number => MemberOf(id, number)).Distinct().ToList();
            group.Row(id, $"group-{id}", $"Group {id}", "To compare what we do.", "Be fair.", admits, (long)MembershipRule.Open, 0, (long)TlpLabel.Amber, (long)GroupStatus.Chartered, people[0], until, people[0], now);
            foreach (var one in id <= OfReader ? people.Append(1) : people) member.Row(id, one, $"Alias {one}", now);
            for (var number = ((id - 1) * Topics) + 1; number <= id * Topics; number++)
            {
                File("topic", FirstTopic + number, TopicReference(number), $"What we saw, part {number}", people[number % people.Count], id, newest.AddMinutes(-(7 * (number % Topics)) - (id % 5)), topic, text, key);
                Reply(number, id, people, now, post, said);
            }
            for (var number = ((id - 1) * Decisions) + 1; number <= id * Decisions; number++)
                File("decision", FirstDecision + number, number.ToString(CultureInfo.InvariantCulture).PadLeft(22, 'v'), $"Shall we, {number}?", people[number % people.Count], id, newest.AddMinutes(-(13 * (number % Decisions)) - 3 - (id % 5)), topic, text, key);
        }
    }

    private static void File(string kind, long id, string reference, string title, int author, int group, DateTimeOffset at, Insert item, Insert text, Insert key)
    {
        var (rule, position, now) = (Charter.AudienceOf(group), Ids.Position(at), at.ToUnixTimeMilliseconds());
        var facts = new ItemFacts { OriginatorId = World.OrganizationOf(author), AuthorId = author, Label = TlpLabel.Amber, GroupId = group };
        item.Row(id, reference, kind, facts.OriginatorId, author, (long)TlpLabel.Amber, 1, 1, JsonSerializer.Serialize(rule), group, 0, title, "", 1, position, position, now);
        text.Row(id, 1, title, "", World.Paragraph, "", author, now);
        foreach (var one in FiledKey.Of(rule, facts))
            key.Row(one.Key.Kind, one.Key.Id, position, id, 0, kind, (long)TlpLabel.Amber, facts.OriginatorId, (object?)one.WithinGroup ?? DBNull.Value, group, 0);
    }

    private static void Reply(int topic, int group, List<int> people, long now, Insert post, Insert said)
    {
        var audience = JsonSerializer.Serialize(Charter.AudienceOf(group));
        for (var number = 1; number <= Replies; number++)
        {
            var by = people[(topic + number) % people.Count];
            var id = ((long)topic * 100) + number;
            post.Row(id, $"reply-{id}", FirstTopic + topic, "reply", World.OrganizationOf(by), by, (long)TlpLabel.Amber, audience, now);
            said.Row(id, 1, World.Paragraph, by, now);
        }
    }

    private static int MemberOf(int group, int number) =>
        group <= OfWriters ? Portal.Writer(group - 1 + (number * OfWriters)) : 1_001 + ((((group * Members) + number) * 7) % (World.Members - 1_001));
}
