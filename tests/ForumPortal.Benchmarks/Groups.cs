using System.Globalization;
using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Domain.Audiences;
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

    /// <summary>A topic of the group that the writer with that number is in: each of them once for each writer, <see cref="FirstReadings"/> in all.</summary>
    public static int FirstRead(int number) => (number % OfWriters * Topics) + 1 + (number / Portal.Writers % Topics);

    public const int FirstReadings = Portal.Writers * Topics;

    // Above every other item of the world.
    private const long FirstTopic = 1_000_000_000;

    public static void Fill(SqliteConnection connection, DateTimeOffset at)
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
            for (var number = (id - 1) * Topics; number < id * Topics; number++) Fill(id, number + 1, people, at, topic, text, key, post, said);
        }
    }

    private static void Fill(int group, int number, List<int> people, DateTimeOffset at, Insert topic, Insert text, Insert key, Insert post, Insert said)
    {
        var (id, author, now) = (FirstTopic + number, people[number % people.Count], at.ToUnixTimeMilliseconds());
        var (rule, position, title) = (Charter.AudienceOf(group), Ids.Position(at.AddSeconds(number)), $"What we saw, part {number}");
        var audience = JsonSerializer.Serialize(rule);
        topic.Row(id, TopicReference(number), "topic", World.OrganizationOf(author), author, (long)TlpLabel.Amber, 1, 1, audience, group, 0, title, "", 1, position, position, now);
        text.Row(id, 1, title, "", World.Paragraph, "", author, now);
        var facts = new ItemFacts { OriginatorId = World.OrganizationOf(author), AuthorId = author, Label = TlpLabel.Amber, GroupId = group };
        foreach (var one in FiledKey.Of(rule, facts))
            key.Row(one.Key.Kind, one.Key.Id, position, id, 0, "topic", (long)TlpLabel.Amber, World.OrganizationOf(author), (object?)one.WithinGroup ?? DBNull.Value, group, 0);
        for (var reply = 1; reply <= Replies; reply++)
        {
            var by = people[(number + reply) % people.Count];
            var postId = ((long)number * 100) + reply;
            post.Row(postId, $"reply-{postId}", id, "reply", World.OrganizationOf(by), by, (long)TlpLabel.Amber, audience, now);
            said.Row(postId, 1, World.Paragraph, by, now);
        }
    }

    private static int MemberOf(int group, int number) =>
        group <= OfWriters ? Portal.Writer(group - 1 + (number * OfWriters)) : 1_001 + ((((group * Members) + number) * 7) % (World.Members - 1_001));
}
