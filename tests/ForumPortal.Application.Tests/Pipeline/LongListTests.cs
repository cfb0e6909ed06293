using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>Lists that grow with the forum stay under what an engine takes as parameters.</summary>
public class LongListTests
{
    private const int Many = 2_300;

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Thousands_may_be_in_a_group_be_named_and_be_asked_for(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var people = await Crowd(forum, "lumen");
        var group = await forum.Charter(forum.Form(chair: "publisher@meridian"));
        await Add(forum, people.Select(one => one.Id), group);
        var standing = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group }));

        // Ids: those whom one knows in the group. Texts: those who are named by their references.
        Assert.StartsWith($"{Many + 1:N0} people in 2 organizations", (await forum.Send("publisher@meridian", new ReadReaders(standing))).Sentence, StringComparison.Ordinal);
        var named = await forum.Send("publisher@meridian", new CountReaders(new AudienceForm { Label = TlpLabel.Red, People = [.. people.Select(one => one.Reference)] }));
        Assert.StartsWith($"{Many + 1:N0} people in 2 organizations", named.Sentence, StringComparison.Ordinal);
        Assert.Empty(named.Errors);
    }

    private static async Task<IReadOnlyList<(long Id, string Reference)>> Crowd(TestForum forum, string organization)
    {
        var like = (await forum.All<(long Organization, long Connection)>("SELECT organization_id, connection_id FROM member WHERE id = @id", new { id = forum[$"reader@{organization}"].MemberId })).Single();
        var people = Enumerable.Range(0, Many).Select(_ => (Id: Ids.Next(forum.Clock.Now), Reference: Ids.Reference())).ToList();
        await forum.Execute(
            """
            INSERT INTO member (id, ref, organization_id, connection_id, subject_hash, name, email, roles, given_roles, status, terms_version, created_at)
            VALUES (@id, @reference, @organization, @connection, @hash, @reference, '', @reader, @reader, @active, 1, 0)
            """,
            people.Select(one => new { id = one.Id, reference = one.Reference, organization = like.Organization, connection = like.Connection, hash = Ids.Hash(one.Reference), reader = (long)Role.Reader, active = (long)MemberStatus.Active }));
        return people;
    }

    private static async Task Add(TestForum forum, IEnumerable<long> members, string group)
    {
        var id = await forum.Value<long>("SELECT id FROM working_group WHERE ref = @group", new { group });
        await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (@id, @member, @alias, 0)", members.Select(member => new { id, member, alias = $"Member {member}" }));
    }
}
