using System.Globalization;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Discussions;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Fills a forum by the portal's own requests: published, read, acknowledged, corrected, released, narrowed, withdrawn, expired, under embargo; in working groups that people join and leave, asked and answered; by people some of whom are suspended in the end.</summary>
internal sealed class GeneratedForum(TestForum forum, Random random)
{
    private const string Moments = "yyyy-MM-ddTHH:mm";

    private static readonly string[] Handles = ["meridian", "lumen", "norland", "vestia", "openrights", "safeweb", "treaty", "quiet", "secretariat"];
    private static readonly Sector[] Sectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research, Sector.Intergovernmental];
    private readonly List<(string Reference, string Publisher)> published = [];
    private readonly List<string> groups = [];
    private readonly List<string> requests = [];

    public async Task Fill(int items)
    {
        await Charter();
        for (var number = 0; published.Count < items; number++)
        {
            forum.Clock.Pass(TimeSpan.FromMinutes(random.One([0, 1, 7, 50])));
            if (number == 20) await forum.Admit("latecomer", Sector.Company);
            if (random.Chance(60) || published.Count < 5) await Quietly(Publish);
            else await Quietly(Change);
            if (random.Chance(15)) await Quietly(Ask);
            if (random.Chance(25)) await Quietly(Discuss);
            if (random.Chance(15)) await Quietly(Decide);
            if (random.Chance(15)) await Quietly(ComeOrGo);
            if (random.Chance(70) && published.Count > 0) await Quietly(Read);
        }
        await Certainly();
        await OfEveryKind();
        await forum.Dispatch();
        forum.Clock.Pass(TimeSpan.FromDays(2));
        await forum.Execute("UPDATE organization SET status = 3 WHERE handle = 'safeweb'");
        await forum.Execute("UPDATE member SET status = 3 WHERE id = @id", new { id = forum["reader@openrights"].MemberId });
    }

    // Behind a wall against governments and the secretariat; with hidden members and a wall against one organization; for anybody.
    private async Task Charter()
    {
        var open = forum.Form() with { Rule = MembershipRule.Open };
        groups.Add(await forum.Charter(
            forum.Form(chair: "publisher@meridian") with { Sectors = [Sector.Company], WalledSectors = [Sector.Government, Sector.Intergovernmental, Sector.Operator], Rule = MembershipRule.Open },
            "publisher@lumen", "reader@lumen"));
        groups.Add(await forum.Charter(open with { IsHidden = true, WalledOrganizations = ["vestia"] }, "publisher@meridian", "publisher@norland", "reader@norland", "reader@lumen", "publisher@safeweb"));
        groups.Add(await forum.Charter(open, "publisher@lumen", "publisher@norland", "publisher@vestia", "reader@vestia"));
        foreach (var (group, publisher) in groups.Zip(["publisher@meridian", "publisher@norland", "publisher@vestia"]))
            published.Add((await forum.Publish(publisher, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group })), publisher));
    }

    // Whatever chance brought: one that expires and one that is withdrawn, each after several have read it.
    private async Task Certainly()
    {
        var soon = forum.Clock.Now.AddHours(1).ToString(Moments, CultureInfo.InvariantCulture);
        var (expiring, withdrawn) = (await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { ExpiresAt = soon }), await forum.Publish("publisher@meridian", Forms.Of(Forms.Community())));
        foreach (var reader in new[] { "reader@lumen", "reader@norland", "reader@treaty" })
            foreach (var reference in new[] { expiring, withdrawn }) await forum.Send(reader, new ReadItem(reference));
        await forum.Send("publisher@meridian", new WithdrawItem(withdrawn, "It was wrong."));
    }

    // Of every kind that there is, with every attribution that it takes: a kind that cannot be made here fails.
    private async Task OfEveryKind()
    {
        var request = await forum.Ask("publisher@norland");

        // Who may have left it by chance.
        await Quietly(() => forum.Send("publisher@norland", new JoinGroup(groups[1], "", AcceptsConduct: true)));
        foreach (var kind in ItemKinds.All)
        {
            foreach (var attribution in kind.Attributions)
            {
                var form = Forms.Of(Forms.Community(), attribution) with { Kind = kind.Word, Title = $"{kind.Name}, {attribution}", Fields = kind.FieldsWith(attribution).ToDictionary(field => field.Word, Filling) };
                if (kind == RequestKinds.Answer) await forum.Answer("publisher@lumen", request, attribution);
                else if (kind.IsDrafted) await forum.Publish("publisher@lumen", form);
                else if (kind == DiscussionKinds.Topic) await forum.Send("publisher@norland", new PostTopic(groups[1], "A topic", "What it is about.", null));
                else if (kind == DecisionKinds.Decision) await forum.Send("publisher@norland", new ProposeDecision(groups[1], "A question", "What it is about.", Later));
                else throw new InvalidOperationException($"Nothing here makes a {kind.Name.ToLowerInvariant()}.");
            }
        }
        foreach (var kind in ItemKinds.All)
            Assert.True(await forum.Value<long>("SELECT COUNT(*) FROM item WHERE kind = @kind", new { kind }) >= (kind.IsDrafted ? kind.Attributions.Count : 1), kind.Name);
    }

    private string Later => forum.Clock.Now.AddDays(9).ToString(Moments, CultureInfo.InvariantCulture);

    private string Filling(KindField field) => field.Shape == FieldShape.Moment ? Later : $"{field.Name} of it";

    // What the rules refuse is as good as not asked for.
    private static async Task Quietly(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RequestRefusedException)
        {
        }
    }

    private string Someone() => random.One(forum.People.ToList()).Name;

    private string Publisher() => random.Chance(10) ? "officer@secretariat" : $"publisher@{random.One(Handles)}";

    private async Task Publish()
    {
        var publisher = Publisher();
        var (label, number) = (random.One(Enum.GetValues<TlpLabel>()), published.Count);
        var parent = random.Chance(20) && published.Where(one => one.Publisher == publisher).ToList() is { Count: > 0 } own ? random.One(own).Reference : null;
        var kind = random.One<ItemKind>([.. ItemKinds.All.Where(one => one.IsChosen)]);
        var attribution = random.One(kind.Attributions);
        var form = new ItemForm
        {
            Kind = kind.Word, Fields = kind.FieldsWith(attribution).ToDictionary(field => field.Word, Filling), Title = $"Title {number}", Summary = $"Summary {number}", Body = $"Body {number}",
            Attribution = attribution, Audience = random.Chance(35) && await GroupsOf(publisher) is { Count: > 0 } held ? InGroup(label, random.One(held)) : Audience(label),
            EmbargoUntil = Moment(20), ExpiresAt = Moment(25), AcknowledgeBy = Moment(50),
        };
        published.Add((await forum.Publish(publisher, form, parent), publisher));
    }

    private AudienceForm Audience(TlpLabel label) => new()
    {
        Label = label,
        Community = label <= TlpLabel.Green && random.Chance(60),
        Public = label == TlpLabel.Clear && random.Chance(50),
        Sectors = label == TlpLabel.Red ? [] : random.Some(Sectors, 35),
        Organizations = label == TlpLabel.Red ? [] : random.Some(Handles, 15),
        People = random.Some(forum.People.Where(one => one.Organization is not ("quiet" or "hidden")).Select(one => one.Reference), label == TlpLabel.Red ? 30 : 8),
        WalledSectors = random.Some(Sectors, 6),
        WalledOrganizations = random.Some(Handles, 6),
    };

    // In the group alone or released to it beside others.
    private AudienceForm InGroup(TlpLabel label, string group) =>
        (random.Chance(60) ? new AudienceForm { Label = label, WalledOrganizations = random.Some(Handles, 6) } : Audience(label) with { People = [] }) with { Group = group };

    private Task<IReadOnlyList<string>> GroupsOf(string person) => forum.All<string>(
        "SELECT g.ref FROM working_group g JOIN group_member p ON p.group_id = g.id WHERE p.member_id = @id AND p.left_at IS NULL ORDER BY g.id", new { id = forum[person].MemberId });

    private async Task Ask()
    {
        if (requests.Count == 0 || random.Chance(40))
        {
            var asker = $"publisher@{random.One(Handles)}";
            requests.Add(await forum.Ask(asker, Asked.Form(random.Chance(50) ? null : Audience(TlpLabel.Amber)) with { Fields = Asked.Fields(Later) }));
            published.Add((requests[^1], asker));
            return;
        }
        var answerer = $"publisher@{random.One(Handles)}";
        published.Add((await forum.Answer(answerer, random.One(requests), random.One(Enum.GetValues<AttributionPolicy>())), answerer));
    }

    private async Task Discuss() => await forum.Send(Someone(), new PostTopic(random.One(groups), "A topic", "What it is about.", random.One([null, (TlpLabel?)TlpLabel.Green])));

    private async Task Decide() => await forum.Send(Someone(), new ProposeDecision(random.One(groups), "A question", "What it is about.", Later));

    private async Task ComeOrGo()
    {
        if (random.Chance(60)) await forum.Send(Someone(), new JoinGroup(random.One(groups), "I would like to.", AcceptsConduct: true));
        else await forum.Send(Someone(), new LeaveGroup(random.One(groups)));
    }

    private string Moment(int percent) =>
        random.Chance(percent) ? forum.Clock.Now.AddHours(random.One([1, 5, 30, 400])).ToString(Moments, CultureInfo.InvariantCulture) : "";

    private async Task Change()
    {
        var (reference, publisher) = random.One(published);
        switch (random.One([0, 1, 2, 3, 4]))
        {
            case 0:
                await forum.Send(publisher, new WithdrawItem(reference, "It was wrong."));
                break;
            case 1:
                var page = await forum.Send(publisher, new ReadItem(reference));
                await forum.Send(publisher, new CorrectItem
                {
                    Reference = reference,
                    Revision = page.CurrentRevision,
                    Title = page.Title + " corrected",
                    Summary = page.Summary,
                    Body = page.Body + " corrected",
                    Note = "A slip.",
                    Fields = page.Fields.ToDictionary(one => one.Field.Word, one => one.Value),
                });
                break;
            case 2:
                var now = (await forum.Send(publisher, new ReadAudience(reference))).Form;
                await forum.Send(publisher, new NarrowItem(reference, now with { Organizations = random.Some(now.Organizations, 50), Sectors = random.Some(now.Sectors, 60), WalledSectors = [.. now.WalledSectors, random.One(Sectors)] }));
                break;
            case 3:
                var old = (await forum.Send(publisher, new ReadAudience(reference))).Form;
                await forum.Send(publisher, new ReleaseOnward(reference, old with { Label = random.One([old.Label, TlpLabel.Amber, TlpLabel.Green]), Organizations = [.. old.Organizations.Append(random.One(Handles)).Distinct()] }, random.Chance(50)));
                break;
            default:
                await forum.Dispatch();
                break;
        }
    }

    private async Task Read()
    {
        var person = Someone();
        foreach (var (reference, _) in random.Some(published, 20))
        {
            await Quietly(async () =>
            {
                var page = await forum.Send(person, new ReadItem(reference));
                if (page.WantsAcknowledgement && random.Chance(50)) await forum.Send(person, new AcknowledgeItem(reference, page.Revision));
            });
        }
    }
}
