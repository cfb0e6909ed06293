using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Groups;

/// <summary>Working groups as tests charter them.</summary>
internal static class Chartered
{
    public const string Second = "second@secretariat";

    public static CharterForm Form(this TestForum forum, string chair = "publisher@openrights", string deputy = "") => new()
    {
        Name = "A group", Purpose = "To work.", CodeOfConduct = "Be fair.", EndsAt = "2026-12-31",
        Sectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research],
        Chair = forum[chair].Reference, Deputy = deputy.Length > 0 ? forum[deputy].Reference : "",
    };

    /// <summary>Proposes and approves it, and lets these people join.</summary>
    public static async Task<string> Charter(this TestForum forum, CharterForm form, params string[] members)
    {
        await forum.AddSecond();
        var group = await forum.Send("officer@secretariat", new ProposeGroup(form));
        await forum.Approve(group);
        foreach (var member in members) await forum.LetIn(group, member);
        return group;
    }

    /// <summary>Approves it as it stands, by the second person of the secretariat.</summary>
    public static async Task Approve(this TestForum forum, string group) => await forum.Send(Second, new DecideGroup(group, await forum.VersionOf(group), IsApproved: true));

    /// <summary>What the second person of the secretariat reads of it now.</summary>
    public static async Task<string> VersionOf(this TestForum forum, string group) => (await forum.Send(Second, new ReadGroup(group))).Version;

    /// <summary>Names who leads it, by two people of the secretariat.</summary>
    public static async Task Name(this TestForum forum, string group, string chair, string deputy = "")
    {
        await forum.Send("officer@secretariat", new NameChair(group, forum[chair].Reference, deputy.Length > 0 ? forum[deputy].Reference : ""));
        await forum.Send(Second, new DecideChair(group, await forum.VersionOf(group), IsConfirmed: true));
    }

    /// <summary>The time that long from now, as a form says it.</summary>
    public static string In(this TestForum forum, TimeSpan time) => (forum.Clock.Now + time).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task AddSecond(this TestForum forum)
    {
        if (forum.People.All(person => person.Name != Second)) await forum.Join(Second, "secretariat", Role.Secretariat | Role.Reader);
    }

    /// <summary>Lets somebody in, by whichever way the charter knows.</summary>
    public static async Task LetIn(this TestForum forum, string group, string member)
    {
        if (await forum.Value<long>("SELECT membership_rule FROM working_group WHERE ref = @group", new { group }) != (long)MembershipRule.ByInvitation)
        {
            if (await forum.Send(member, new JoinGroup(group, "I would like to.", AcceptsConduct: true))) return;
        }
        var chair = await forum.ChairOf(group);
        var requests = (await forum.Send(chair, new ListEntries(group))).Requests;
        if (requests.Count > 0)
        {
            foreach (var request in requests) await forum.Send(chair, new DecideEntry(request.Reference, IsAccepted: true));
            return;
        }
        await forum.Send(chair, new InviteToGroup(group, forum[member].Reference));
        await forum.Send(member, new AnswerInvitation(group, IsAccepted: true, AcceptsConduct: true));
    }

    /// <summary>Every working group that the caller sees, however many pages there are.</summary>
    public static async Task<IReadOnlyList<GroupRow>> AllGroups(this TestForum forum, Caller caller)
    {
        var rows = new List<GroupRow>();
        for (string? after = null; ;)
        {
            var list = await forum.Sender.Send(caller, new ListGroups(after));
            Assert.True(list.Others.Count <= 50);
            if (after is null) rows.AddRange(list.Own);
            rows.AddRange(list.Others);
            if ((after = list.Next) is null) return rows;
        }
    }

    public static async Task<string> ChairOf(this TestForum forum, string group)
    {
        var id = await forum.Value<long>("SELECT chair_id FROM working_group WHERE ref = @group", new { group });
        return forum.People.Single(person => person.MemberId == id).Name;
    }

    public static Task<string?> AliasOf(this TestForum forum, string group, string member) => forum.Value<string>(
        "SELECT p.alias FROM group_member p JOIN working_group g ON g.id = p.group_id WHERE g.ref = @group AND p.member_id = @id", new { group, id = forum[member].MemberId });
}
