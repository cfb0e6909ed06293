using System.Globalization;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Demo;

/// <summary>Two working groups at work: one for every sector, and one of companies behind a wall.</summary>
internal sealed class SampleGroups(SamplePeople people, TimeProvider time)
{
    private const string Officer = "officer@secretariat.example";
    private const string Validator = "validator@secretariat.example";
    private const string OpenRights = "representative@openrights.example";
    private const string Meridian = "representative@meridian.example";
    private const string Lumen = "representative@lumen.example";

    public async Task Charter()
    {
        await Definitions();
        await Industry();
    }

    private async Task Definitions()
    {
        var group = await Found(new CharterForm
        {
            Name = "When a post crosses the line",
            Purpose = "Members describe, for the same ten invented posts, where each of them sees the line between expressing a view and planning violence, and why.\n\nThe group ends with a table of the answers that anybody may compare, with every dissent beside it.",
            CodeOfConduct = "Speak of the posts, not of each other. Give the reason with the answer. Nobody is asked to change a policy here.",
            Sectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research],
            Rule = MembershipRule.ByRequest,
            DefaultLabel = TlpLabel.Green,
            EndsAt = Day(200),
        }, OpenRights, "representative@safeweb.example");
        await people.Send(Lumen, new JoinGroup(group, "We review such posts every day and would bring our written rules.", AcceptsConduct: true));
        await people.Send("liaison@vestia.example", new JoinGroup(group, "The ministry drafts guidance on the same question.", AcceptsConduct: true));
        foreach (var entry in (await people.Send(OpenRights, new ListEntries(group))).Requests.Where(entry => entry.Organization.StartsWith("Lumen", StringComparison.Ordinal)))
            await people.Send(OpenRights, new DecideEntry(entry.Reference, IsAccepted: true));

        var topic = await people.Send(OpenRights, new PostTopic(
            group, "Post 3: a date, a place, and no verb",
            "The third post names a square and a day, under a picture of a crowd. It says nothing else.\n\n- Is the missing verb enough to leave it up?\n- Who would have to know what the day means?", null));
        await people.Send(Lumen, new PostReply(topic, "Under our rules it stays until the account's other posts give it a meaning. **We look at those first**, and that look is what takes the time."));
        await people.Send("representative@safeweb.example", new PostReply(topic, "In our sample of such posts, fewer than one in forty had a second post that settled it. Waiting for one is in effect a decision."));
        await people.Send(OpenRights, new ProposeDecision(
            group, "Keep the ten posts as they are, without adding real ones", "A vote for it keeps the material invented. Real posts would name people, which the forum does not take.", Moment(20)));
    }

    private async Task Industry()
    {
        var group = await Found(new CharterForm
        {
            Name = "Pressure on review staff",
            Purpose = "Companies compare how they protect the people who review content: rotation, anonymity, what to do after a threat. The group ends with a short practice that each may adopt.",
            CodeOfConduct = "What is said here about staff stays here. No names of staff, ever.",
            Sectors = [Sector.Company],
            WalledSectors = [Sector.Government, Sector.Intergovernmental, Sector.Operator],
            Rule = MembershipRule.Open,
            IsHidden = true,
            DefaultLabel = TlpLabel.AmberStrict,
            EndsAt = Day(120),
        }, Meridian, "");
        await people.Send(Lumen, new JoinGroup(group, "", AcceptsConduct: true));
        await people.Send("reader@lumen.example", new JoinGroup(group, "", AcceptsConduct: true));
        var topic = await people.Send(Meridian, new PostTopic(group, "Rotation: how long on the hardest queue?", "We have moved from eight weeks to five. Sick days fell; handovers cost more than we expected.", null));
        await people.Send("reader@lumen.example", new PostReply(topic, "Four weeks here, and a free choice of the next queue. The choice did more than the weeks."));
    }

    private async Task<string> Found(CharterForm form, string chair, string deputy)
    {
        var group = await people.Send(Officer, new ProposeGroup(form with
        {
            Chair = await people.Find(chair, Officer),
            Deputy = deputy.Length > 0 ? await people.Find(deputy, Officer) : "",
        }));
        await people.Send(Validator, new DecideGroup(group, (await people.Send(Validator, new ReadGroup(group))).Version, IsApproved: true));
        return group;
    }

    private string Day(int days) => time.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Moment(int days) => time.GetUtcNow().AddDays(days).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
