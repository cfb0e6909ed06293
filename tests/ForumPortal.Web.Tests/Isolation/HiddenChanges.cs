using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using MediatR;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Everything that companies and one government can do out of sight of <see cref="Observers"/>: of each kind, in every way that hides it.</summary>
internal sealed class HiddenChanges(Portal portal, SecretWorld world)
{
    /// <summary>Who sees nothing of it, and must not notice it. The empty one is nobody.</summary>
    public static readonly string[] Observers =
    [
        "", "liaison@vestia.example", "reader@vestia.example", "administrator@vestia.example", "representative@openrights.example", "reader@openrights.example",
        "representative@secretariat.example",
    ];

    // More than any page, chunk or limit of a list or of the home page.
    private const int Many = 70;

    private const string Publisher = "representative@meridian.example";
    private const string Colleague = "reader@meridian.example";
    private const string Reader = "reader@lumen.example";
    private const string Second = "representative@lumen.example";
    private const string Government = "liaison@norland.example";

    private static readonly AudienceForm WithoutObservers = new() { Label = TlpLabel.Green, Community = true, WalledOrganizations = ["vestia", "openrights", "safeweb", "secretariat"] };
    private static readonly AudienceForm ForLumen = new() { Label = TlpLabel.Amber, Organizations = ["lumen"] };
    private static readonly AudienceForm ForFew = new() { Label = TlpLabel.Green, Organizations = ["lumen", "norland", "safeweb"] };
    private static readonly AudienceForm ForEveryone = new() { Label = TlpLabel.Green, Community = true };

    private string released = "";
    private string asked = "";
    private IReadOnlyList<string> seen = [];

    /// <summary>The same on a copy of the world.</summary>
    public HiddenChanges(Portal portal, SecretWorld world, HiddenChanges prepared)
        : this(portal, world) => (released, asked, seen) = (prepared.released, prepared.asked, prepared.seen);

    /// <summary>What is there in both worlds, and takes part in what is hidden.</summary>
    public async Task Prepare()
    {
        released = await world.Publish(await world.Of(Publisher), ForFew, AttributionPolicy.Unattributed, change: Undated);
        asked = (await portal.All<string>("SELECT i.ref FROM item i JOIN organization o ON o.id = i.originator_id WHERE i.kind = 'request' AND o.handle = 'norland' AND i.group_id IS NULL ORDER BY i.id DESC"))[0];
        var (meridian, vestia) = (await world.Of(Publisher), await world.Of("liaison@vestia.example"));
        var both = (await world.InvisibleTo(meridian)).Concat(await world.InvisibleTo(vestia)).ToHashSet();
        seen = [.. (await portal.All<string>("SELECT ref FROM item WHERE kind = 'threat-briefing' AND withdrawn_at IS NULL AND expires_at IS NULL AND originator_id = @own AND ref IN @Items", new { own = meridian.Reader.OrganizationId, world.Items })).Where(item => !both.Contains(item))];
        Assert.NotEmpty(seen);
    }

    /// <summary>What is done in one of the worlds alone; answers the references that only this one has.</summary>
    public async Task<IReadOnlyList<string>> Make()
    {
        var before = world.References.SelectMany(kind => kind.Value).ToHashSet();
        await Items();
        await Crowd();
        await ChangesOfHidden();
        await UnderWhatIsSeen();
        await InHiddenGroup();
        await Offstage();
        return [.. world.References.SelectMany(kind => kind.Value).Distinct().Where(reference => !before.Contains(reference))];
    }

    /// <summary>What is done in both worlds afterwards: what was hidden meets what everybody sees.</summary>
    public async Task Afterwards()
    {
        await Send(Publisher, new ReleaseOnward(released, ForFew with { Community = true }));
        await Send(Publisher, Corrected(released));
    }

    private async Task Items()
    {
        var (meridian, norland) = (await world.Of(Publisher), await world.Of(Government));
        var lumen = await Reference(Reader);
        foreach (var kind in ItemKinds.All.Where(kind => kind.IsDrafted && kind.HasOwnAudience))
        {
            foreach (var attribution in kind.Attributions)
                await world.Publish(meridian, attribution == AttributionPolicy.Unattributed ? ForFew : WithoutObservers, attribution, change: form => Of(form, kind));
            await world.Publish(meridian, ForLumen, change: form => Of(form, kind));
            await world.Publish(meridian, new AudienceForm { Label = TlpLabel.Red, People = [lumen] }, change: form => Of(form, kind));
            await world.Publish(norland, new AudienceForm { Label = TlpLabel.AmberStrict, Organizations = ["meridian"] }, change: form => Of(form, kind));
            if (kind.HasCommonPage && kind.Word != RequestKinds.Request.Word)
                await world.Publish(meridian, ForEveryone, embargo: "2099-01-01T00:00", change: form => Of(form, kind));
        }
    }

    private async Task Crowd()
    {
        var meridian = await world.Of(Publisher);
        for (var number = 0; number < Many; number++)
        {
            await world.Publish(meridian, WithoutObservers, change: form => form with { AcknowledgeBy = "2098-01-01T00:00" });
            if (number % 2 == 0) await world.Publish(meridian, ForEveryone, AttributionPolicy.Unattributed, embargo: "2099-01-01T00:00", change: Undated);
        }
    }

    private async Task ChangesOfHidden()
    {
        var meridian = await world.Of(Publisher);
        var changed = await world.Publish(meridian, WithoutObservers);
        await Send(Reader, new ReadItem(changed));
        await Send(Reader, new AcknowledgeItem(changed, 1));
        await portal.Sender.Send(meridian, Corrected(changed));
        await portal.Sender.Send(meridian, new NarrowItem(changed, WithoutObservers with { WalledSectors = [Sector.Government] }));
        await portal.Sender.Send(meridian, new WithdrawItem(changed, "It was wrong."));
        var draft = await portal.Sender.Send(meridian, new StartDraft());
        await world.HandIn(meridian, ForEveryone, ForFew);
        await portal.Sender.Send(meridian, new SaveDraft(draft, new ItemForm { Kind = ItemKinds.First.Word, Title = "T" }));
    }

    // Derived from, said under, and answering what the observers do see.
    private async Task UnderWhatIsSeen()
    {
        var meridian = await world.Of(Publisher);
        foreach (var parent in seen) await world.Publish(meridian, ForLumen, parent: parent);
        await Send(Reader, new ReadItem(seen[0]));
        await Send(Reader, new ReadItem(released));
        await Send(Reader, new AskQuestion(released, "What is it?"));
        await portal.Sender.Send(meridian, new AnswerQuestion(released, (await portal.Sender.Send(meridian, new ReadFollowUps(released))).Questions.Single().Reference, "This.", PostedAs.Originator));

        var answer = await Send(Second, new StartAnswer(asked, IsPrivate: true));
        await Send(Second, new PublishItem(answer, (await Send(Second, new ReadDraft(answer))).Form with { Title = "T", Summary = "S", Body = "B", Attribution = AttributionPolicy.Named }));
        await Send(Publisher, new SayNothingToAdd(asked));
    }

    private async Task InHiddenGroup()
    {
        var hidden = (await portal.All<string>("SELECT ref FROM working_group WHERE is_hidden = 1 AND admits LIKE '%WalledSectors\":[2%' ORDER BY id DESC"))[0];
        await Send(Second, new JoinGroup(hidden, "", AcceptsConduct: true));
        await Send(Colleague, new JoinGroup(hidden, "", AcceptsConduct: true));
        var topic = await Send(Second, new PostTopic(hidden, "A topic", "Its text.", null));
        await Send(Reader, new PostReply(topic, "A reply."));
        var decision = await Send(Publisher, new ProposeDecision(hidden, "A question", "Its text.", "2098-01-01T00:00"));
        await Send(Second, new CastVote(decision, VoteChoice.Against, "Dissent."));
        await world.Publish(await world.Of(Publisher), new AudienceForm { Label = TlpLabel.Amber, Group = hidden });
        await Send(Reader, new LeaveGroup(hidden));
        var proposed = await Send("officer@secretariat.example", new ProposeGroup(new CharterForm
        {
            Name = "Unseen", Purpose = "To stay unseen.", CodeOfConduct = "Be fair.", EndsAt = "2099-01-01", Chair = await Reference(Publisher), Sectors = [Sector.Company],
            WalledSectors = [Sector.Government, Sector.Intergovernmental], Rule = MembershipRule.Open, IsHidden = true, DefaultLabel = TlpLabel.Amber,
        }));
        world.InGroups["groups"].Add(proposed);
        world.InGroups["topics"].Add(topic);
        world.InGroups["decisions"].Add(decision);
    }

    // What an organization does about itself.
    private async Task Offstage()
    {
        await Send("administrator@lumen.example", new InvitePerson("somebody@lumen.example", Role.Reader));
        await Send("administrator@lumen.example", new Application.Audit.SearchRecord(new()));
        await portal.SignIn(Reader);
    }

    private ItemForm Of(ItemForm form, ItemKind kind)
    {
        var filled = world.Filled(form, kind) with { AcknowledgeBy = kind.TakesAcknowledgement ? form.AcknowledgeBy : "" };
        return kind.Word == RequestKinds.Request.Word ? filled with { Fields = new() { [RequestKinds.AnswerBy.Word] = "2098-01-01T00:00" } } : filled;
    }

    private static CorrectItem Corrected(string reference) => new() { Reference = reference, Revision = 1, Title = "Corrected", Summary = "Corrected.", Body = "Corrected.", Note = "A slip." };

    private static ItemForm Undated(ItemForm form) => form with { AcknowledgeBy = "" };

    private async Task<string> Reference(string email) => (await portal.All<string>("SELECT ref FROM member WHERE email = @email", new { email }))[0];

    private async Task<TResult> Send<TResult>(string email, IRequest<TResult> request) => await portal.Sender.Send(await world.Of(email), request);
}
