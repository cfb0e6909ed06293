using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.Operations;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Directory;

/// <summary>Who sees whom in the directory, against a second, naive implementation, on generated groups and listings; and every path follows it.</summary>
public class VisibilityTests
{
    private static readonly string[] Handles = ["meridian", "lumen", "norland", "vestia", "openrights", "safeweb", "treaty", "hidden", "quiet"];

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Everybody_sees_whom_the_listing_and_the_shared_groups_show_on_every_path(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        foreach (var handle in Handles) await forum.Join($"third@{handle}", handle, Role.Reader);
        var random = new Random(20261122);
        for (var round = 0; round < 3; round++)
        {
            await Shuffle(forum, random);
            var world = await World.Read(forum);
            var seen = 0;
            foreach (var viewer in forum.People.Where(person => person.Name != "auditor@secretariat")) seen += await Compare(forum, world, viewer);
            Assert.True(seen > 50, $"Only {seen} were seen.");
        }
    }

    [Fact]
    public async Task A_person_is_shown_by_a_shared_group_only_while_both_are_in_it_and_it_hides_nobody()
    {
        await using var forum = await TestForum.Open();
        await forum.Execute("UPDATE organization SET people_listing = 2 WHERE handle = 'quiet'");
        await Group(forum, 1, hidden: false);
        await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (1, @id, 'a', 1)", new { id = forum["reader@quiet"].MemberId });
        Assert.False(await Sees(forum));
        await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (1, @id, 'b', 1)", new { id = forum["publisher@lumen"].MemberId });
        Assert.True(await Sees(forum));
        await forum.Execute("UPDATE working_group SET is_hidden = 1");
        Assert.False(await Sees(forum));
        await forum.Execute("UPDATE working_group SET is_hidden = 0");
        foreach (var who in new[] { "reader@quiet", "publisher@lumen" })
        {
            await forum.Execute("UPDATE group_member SET left_at = 2 WHERE member_id = @id", new { id = forum[who].MemberId });
            Assert.False(await Sees(forum));
            await forum.Execute("UPDATE group_member SET left_at = NULL");
        }
        Assert.True(await Sees(forum));
    }

    [Fact]
    public async Task The_list_of_organizations_has_no_end_and_the_directory_comes_in_pages()
    {
        await using var forum = await TestForum.Open();
        for (var number = 0; number < 130; number++)
            await forum.Sender.Send(TestForum.Program, new AdmitOrganization
            {
                Handle = $"many-{number:000}",
                Name = $"Same name {number / 60}",
                Sector = number % 2 == 0 ? Sector.Company : Sector.Ngo,
                Jurisdiction = "Nowhere",
                Domains = [],
                Listed = number % 10 != 0,
            });
        var all = (await forum.Send("reader@lumen", new ListOrganizations())).Select(one => one.Handle).ToList();
        Assert.Equal(9 + 117, all.Count);
        Assert.Equal(all, await Paged(forum, new ListDirectory()));
        Assert.Equal(all.Where(handle => handle.StartsWith("many", StringComparison.Ordinal)), await Paged(forum, new ListDirectory { Text = "sAme NAME" }));
        Assert.Equal(all.Count(handle => handle.StartsWith("many", StringComparison.Ordinal) && int.Parse(handle[5..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0) + 2, (await Paged(forum, new ListDirectory { Sector = Sector.Company })).Count);

        // A page that would begin behind one that cannot be seen begins at the front: its name measures nothing.
        Assert.Equal((await forum.Send("reader@lumen", new ListDirectory())).Organizations[0].Handle, (await forum.Send("reader@lumen", new ListDirectory { After = "hidden" })).Organizations[0].Handle);
    }

    [Fact]
    public async Task An_administrator_chooses_the_listing_of_their_own_organization_alone()
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        await Assert.ThrowsAsync<ForbiddenException>(() => forum.Send("publisher@lumen", new ChangeListing(false, PeopleListing.Nobody)));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Send("administrator@lumen", new ChangeListing(true, (PeopleListing)7)));
        Assert.True(await forum.Send("administrator@lumen", new ChangeListing(true, PeopleListing.Nobody)));
        Assert.False(await forum.Send("administrator@lumen", new ChangeListing(true, PeopleListing.Nobody)));
        Assert.Empty((await forum.Send("reader@meridian", new ReadOrganization("lumen"))).People);
        Assert.Equal(3, (await forum.Send("reader@lumen", new ReadOrganization("lumen"))).People.Count);
        await forum.Send("administrator@lumen", new ChangeListing(false, PeopleListing.All));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("reader@meridian", new ReadOrganization("lumen")));
        Assert.Equal(0, (await forum.Send("reader@lumen", new ReadOrganization("lumen"))).Listed);
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM organization WHERE listed = 0 AND handle = 'lumen'"));
    }

    [Fact]
    public async Task An_auditor_is_listed_to_their_own_organization_alone()
    {
        await using var forum = await TestForum.Open();
        Assert.DoesNotContain((await forum.Send("reader@lumen", new ReadOrganization("secretariat"))).People, one => one.Roles == Role.Auditor);
        Assert.Contains((await forum.Send("officer@secretariat", new ReadOrganization("secretariat"))).People, one => one.Roles == Role.Auditor);
        await Assert.ThrowsAsync<ForbiddenException>(() => forum.Send("auditor@secretariat", new ReadOrganization("secretariat")));
    }

    [Fact]
    public async Task Who_looks_for_a_chair_finds_those_alone_who_can_be_one()
    {
        await using var forum = await TestForum.Open();
        var all = (await forum.Send("officer@secretariat", new FindPeople("person", []))).Select(one => one.Name).ToList();
        var possible = (await forum.Send("officer@secretariat", new FindPeople("person", [], ThatPublish: true))).Select(one => one.Name).ToList();
        Assert.Contains("Person reader@lumen", all);
        Assert.Contains("Person publisher@lumen", possible);
        Assert.All(possible, name => Assert.StartsWith("Person publisher@", name, StringComparison.Ordinal));
    }

    private static async Task<bool> Sees(TestForum forum)
    {
        var onPage = (await forum.Send("publisher@lumen", new ReadOrganization("quiet"))).People.Any(one => one.Reference == forum["reader@quiet"].Reference);
        var found = (await forum.Send("publisher@lumen", new FindPeople("reader@quiet", []))).Count == 1;
        Assert.Equal(onPage, found);
        return onPage;
    }

    private static async Task<List<string>> Paged(TestForum forum, ListDirectory filter)
    {
        var found = new List<string>();
        for (var page = await forum.Send("reader@lumen", filter); ; page = await forum.Send("reader@lumen", filter with { After = page.Next }))
        {
            found.AddRange(page.Organizations.Select(one => one.Handle));
            if (page.Next is null) return found;
            Assert.Equal(50, page.Organizations.Count);
        }
    }

    private static async Task<int> Compare(TestForum forum, World world, Person viewer)
    {
        var expected = world.SeenBy(viewer);
        var caller = await forum.As(viewer.Name);
        var onPages = new List<string>();
        foreach (var organization in (await forum.Sender.Send(caller, new ListDirectory())).Organizations)
            onPages.AddRange((await forum.Sender.Send(caller, new ReadOrganization(organization.Handle))).People.Where(one => one.Roles != Role.Auditor).Select(one => one.Reference));
        Assert.Equal(expected.Order(StringComparer.Ordinal), onPages.Order(StringComparer.Ordinal));

        var everybody = forum.People.Select(person => person.Reference).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await forum.Sender.Send(caller, new FindPeople("", everybody))).Select(one => one.Reference).Order(StringComparer.Ordinal));
        if (!caller.Reader.Roles.Permit(Permission.Publish)) return expected.Count;

        // The publisher reads it too, wherever they are listed.
        var count = await forum.Sender.Send(caller, new CountReaders(new AudienceForm { Label = TlpLabel.Green, Community = true }));
        Assert.Equal(expected.Count, count.Organizations.Sum(one => one.People));
        foreach (var person in everybody.Where(one => one != forum["auditor@secretariat"].Reference))
        {
            var errors = (await forum.Sender.Send(caller, new CountReaders(new AudienceForm { Label = TlpLabel.Red, People = [person] }))).Errors;
            Assert.Equal(!expected.Contains(person), errors.Any(error => error.Message.Contains("no longer in the directory", StringComparison.Ordinal)));
        }
        return expected.Count;
    }

    private static async Task Shuffle(TestForum forum, Random random)
    {
        foreach (var handle in Handles) await forum.Execute("UPDATE organization SET people_listing = @listing WHERE handle = @handle", new { handle, listing = random.Next(1, 4) });
        await forum.Execute("DELETE FROM group_member");
        await forum.Execute("DELETE FROM working_group");
        for (var group = 1; group <= 4; group++)
        {
            await Group(forum, group, random.Next(3) == 0);
            foreach (var person in forum.People.Where(_ => random.Next(4) == 0))
                await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at, left_at) VALUES (@group, @id, @name, 1, @left)", new { group, id = person.MemberId, name = person.Name, left = random.Next(4) == 0 ? 2 : (long?)null });
        }
    }

    private static Task Group(TestForum forum, long id, bool hidden) =>
        forum.Execute(
            "INSERT INTO working_group (id, ref, name, purpose, code_of_conduct, admits, membership_rule, default_label, status, chair_id, ends_at, proposed_by, proposed_at, is_hidden) VALUES (@id, @reference, 'G', '', '', '{}', 1, 3, 1, @chair, 1, @chair, 1, @hidden)",
            new { id, reference = $"group-{id}", chair = forum["officer@secretariat"].MemberId, hidden = hidden ? 1 : 0 });

    /// <summary>What is kept, read plainly; whom somebody sees, by looking at one pair after the other.</summary>
    private sealed record World(TestForum Forum, Dictionary<string, (long Listed, long People)> Organizations, List<(long Group, long Member)> Members)
    {
        public static async Task<World> Read(TestForum forum) => new(
            forum,
            (await forum.All<OrganizationRow>("SELECT handle, listed, people_listing AS people FROM organization")).ToDictionary(row => row.Handle, row => (row.Listed, row.People)),
            [.. (await forum.All<MemberRow>("SELECT m.group_id AS \"group\", m.member_id AS member FROM group_member m JOIN working_group g ON g.id = m.group_id WHERE m.left_at IS NULL AND g.is_hidden = 0")).Select(row => (row.Group, row.Member))]);

        public HashSet<string> SeenBy(Person viewer) => [.. Forum.People.Where(person => person.Roles != Role.Auditor && Sees(viewer, person)).Select(person => person.Reference)];

        private bool Sees(Person viewer, Person person)
        {
            if (viewer.Organization == person.Organization) return true;
            var (listed, people) = Organizations[person.Organization];
            if (listed == 0) return false;
            if (people == 1) return true;
            if (people == 3) return false;
            foreach (var one in Members)
                foreach (var other in Members)
                    if (one.Group == other.Group && one.Member == viewer.MemberId && other.Member == person.MemberId) return true;
            return false;
        }
    }

    private sealed class OrganizationRow
    {
        public string Handle { get; init; } = "";
        public long Listed { get; init; }
        public long People { get; init; }
    }

    private sealed class MemberRow
    {
        public long Group { get; init; }
        public long Member { get; init; }
    }
}
