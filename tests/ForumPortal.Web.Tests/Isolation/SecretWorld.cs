using System.Text.Json;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Events;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Items and drafts in which every title, summary and text carries a word that stands nowhere else.</summary>
public sealed class SecretWorld
{
    /// <summary>The handle of an organization that stands in no directory.</summary>
    public const string UnlistedHandle = "shroud";

    /// <summary>Who owns what stands in the register of requests.</summary>
    internal const string Register = "register";

    // What everybody reads, and what an organization's administrators alone do.
    private const string Everybody = "everybody";
    private const string Administrators = "administrators of lumen";

    private static readonly Sector[] NoGovernment = [Sector.Government, Sector.Intergovernmental];
    private readonly Portal portal;
    private readonly SecretGroups groups;
    private int words;

    private SecretWorld(Portal portal)
    {
        this.portal = portal;
        groups = new SecretGroups(this, portal);
    }

    /// <summary>References of items.</summary>
    public List<string> Items { get; } = [];

    /// <summary>References of drafts, with the member whose they are.</summary>
    public Dictionary<string, long> Drafts { get; } = [];

    /// <summary>References of applications, with whether a sponsor is looked for.</summary>
    public Dictionary<string, bool> Applications { get; } = [];

    /// <summary>References of what stands in working groups, by the first word of their address: groups, topics, decisions.</summary>
    public Dictionary<string, List<string>> InGroups { get; } = new() { ["groups"] = [], ["topics"] = [], ["decisions"] = [] };

    /// <summary>All references, by the first word of their address.</summary>
    public Dictionary<string, IReadOnlyList<string>> References => new()
    {
        ["items"] = Items, ["requests"] = Items, ["drafts"] = [.. Drafts.Keys], ["applications"] = [.. Applications.Keys],
        ["groups"] = InGroups["groups"], ["topics"] = InGroups["topics"], ["decisions"] = InGroups["decisions"],
    };

    /// <summary>Each secret word, with the item or draft or part of an application in which it stands.</summary>
    public Dictionary<string, string> Words { get; } = [];

    public static async Task<SecretWorld> Make(Portal portal)
    {
        var world = new SecretWorld(portal);
        await portal.Sender.Send(Caller.Program("test"), new AdmitOrganization
        {
            Handle = UnlistedHandle, Name = world.Word(UnlistedHandle), Sector = Sector.Company, Jurisdiction = "Nowhere", Domains = ["shroud.example"], Listed = false,
        });
        await portal.Sender.Send(Caller.Program("test"), new PublishTerms($"The word is **{world.Word(Everybody)}**."));
        await world.Administer();
        var (meridian, norland, openrights) = (await world.Of("representative@meridian.example"), await world.Of("liaison@norland.example"), await world.Of("representative@openrights.example"));
        var vestia = (await portal.All<string>("SELECT m.ref FROM member m JOIN organization o ON o.id = m.organization_id WHERE o.handle = 'vestia' AND m.email LIKE 'reader%'"))[0];
        var community = new AudienceForm { Label = TlpLabel.Green, Community = true };
        var everyone = new AudienceForm { Label = TlpLabel.Clear, Community = true, Public = true };

        var parent = await world.Publish(meridian, new() { Label = TlpLabel.Amber, Sectors = [Sector.Company], Organizations = ["norland"], WalledOrganizations = ["vestia"] });
        await world.Publish(meridian, community with { WalledOrganizations = ["norland"] }, parent: parent);
        await world.Publish(meridian, community, AttributionPolicy.Unattributed, parent);
        await world.Publish(meridian, community with { WalledSectors = NoGovernment });
        await world.Publish(meridian, new() { Label = TlpLabel.Red, People = [vestia] });
        await world.Publish(norland, new() { Label = TlpLabel.AmberStrict, Organizations = ["meridian", "secretariat"] });
        await world.Publish(norland, new() { Label = TlpLabel.Amber, Sectors = [Sector.Ngo, Sector.Research] }, AttributionPolicy.OrganizationOnly);
        await world.Publish(openrights, everyone);
        await world.Publish(openrights, everyone, embargo: "2099-01-01T00:00");
        await world.Publish(openrights, community, embargo: "2099-01-01T00:00");

        foreach (var kind in ItemKinds.All.Where(kind => kind.IsChosen))
        {
            await world.Publish(meridian, new() { Label = TlpLabel.Amber, Organizations = ["lumen"] }, change: form => world.Filled(form, kind));
            if (kind.Attributions.Contains(AttributionPolicy.Unattributed)) await world.Publish(openrights, community, AttributionPolicy.Unattributed, change: form => world.Filled(form, kind));
        }

        var withdrawn = await world.Publish(openrights, everyone);
        await world.Read("reader@lumen.example", withdrawn);
        await portal.Sender.Send(openrights, new WithdrawItem(withdrawn, $"It was {world.Word($"{withdrawn} notice")}."));
        var corrected = await world.Publish(meridian, new() { Label = TlpLabel.Amber, Organizations = ["lumen"] });
        await world.Read("reader@lumen.example", corrected);
        await portal.Sender.Send(meridian, new CorrectItem
        {
            Reference = corrected,
            Revision = 1,
            Title = world.Word(corrected),
            Summary = world.Word(corrected),
            Body = world.Word(corrected),
            Note = world.Word(corrected),
        });
        var narrowed = await world.Publish(meridian, community);
        await world.Read("reader@openrights.example", narrowed);
        await portal.Sender.Send(meridian, new NarrowItem(narrowed, community with { WalledSectors = [Sector.Ngo] }));
        var expired = await world.Publish(meridian, community);
        await world.Read("reader@norland.example", expired);
        await portal.Execute("UPDATE item SET expires_at = 1000 WHERE ref = @expired", new { expired });

        foreach (var caller in new[] { meridian, norland })
        {
            var draft = await portal.Sender.Send(caller, new StartDraft());
            world.Drafts[draft] = caller.Reader.MemberId;
            await portal.Sender.Send(caller, new SaveDraft(draft, world.Form(draft, community)));
        }
        await world.HandIn(meridian, community, community);
        await world.groups.Make();
        while (await portal.Sender.Send(Caller.Program("test"), new FindDueEvent()) is { } due) await portal.Sender.Send(Caller.Program("test"), new CarryOutEvent(due));
        await world.Apply(wantsSponsor: true);
        await world.Apply(wantsSponsor: false);
        return world;
    }

    /// <summary>The same world on a copy of its data.</summary>
    internal SecretWorld On(Portal copy)
    {
        var world = new SecretWorld(copy) { words = words };
        world.Items.AddRange(Items);
        foreach (var (draft, member) in Drafts) world.Drafts[draft] = member;
        foreach (var (application, wants) in Applications) world.Applications[application] = wants;
        foreach (var (kind, references) in InGroups) world.InGroups[kind].AddRange(references);
        foreach (var (word, owner) in Words) world.Words[word] = owner;
        return world;
    }

    /// <summary>The words that this caller is to find, by the evaluator and by nothing else.</summary>
    public async Task<HashSet<string>> ExpectedFor(Caller caller)
    {
        var opened = new HashSet<string>(Drafts.Where(draft => draft.Value == caller.Reader.MemberId && caller.Reader.Roles.Permit(Permission.Publish)).Select(draft => draft.Key));
        foreach (var item in await portal.All<Stored>("SELECT * FROM item"))
        {
            var hasRead = (await portal.All<long>("SELECT COUNT(*) FROM item_reading WHERE item_id = @Id AND member_id = @member", new { item.Id, member = caller.Reader.MemberId }))[0] > 0;
            var admission = item.Rule.Admits(item.Facts, caller.Reader, hasRead, DateTimeOffset.UtcNow);
            if (admission.OpensContent) opened.Add(item.Ref);
            if (admission.IsVisible) opened.Add($"{item.Ref} notice");
        }
        opened.Add(Everybody);
        if (caller.Reader.Roles.Permit(Permission.OperateForum)) opened.Add($"{UnlistedHandle} status");

        // Its name stands where the secretariat looks after organizations, and in the record.
        if (caller.Reader.Roles.Permit(Permission.ReadRecord)) opened.Add(UnlistedHandle);
        if (caller.Reader.Roles.Permit(Permission.AdministerOrganization) && await IsOf(caller, "lumen")) opened.Add(Administrators);

        // Every company reads the register, whoever was asked; others their own organization's part. Whom the request itself admits finds it there.
        if (caller.Reader.Roles.Permit(Permission.Read) && (caller.Reader.Sector is Sector.Company or Sector.Ngo or Sector.Research || await IsOf(caller, "norland"))) opened.Add(Register);
        if (caller.Reader.Roles.Permit(Permission.OperateForum)) opened.UnionWith(Applications.Keys.SelectMany(one => new[] { $"{one} vetted", $"{one} said", $"{one} vouched" }));
        if (MaySponsor(caller) && await IsOf(caller, "openrights")) opened.UnionWith(Applications.Where(one => one.Value).Select(one => $"{one.Key} vouched"));
        if (MaySponsor(caller)) opened.UnionWith(Applications.Where(one => one.Value).Select(one => $"{one.Key} said"));
        opened.UnionWith(await groups.OpenedTo(caller));
        return [.. Words.Where(word => opened.Contains(word.Value)).Select(word => word.Key)];
    }

    /// <summary>The items that do not exist for this caller.</summary>
    public async Task<List<string>> InvisibleTo(Caller caller)
    {
        var invisible = new List<string>();
        foreach (var item in await portal.All<Stored>("SELECT * FROM item WHERE ref IN @Items", new { Items }))
        {
            var hasRead = (await portal.All<long>("SELECT COUNT(*) FROM item_reading WHERE item_id = @Id AND member_id = @member", new { item.Id, member = caller.Reader.MemberId }))[0] > 0;
            if (!item.Rule.Admits(item.Facts, caller.Reader, hasRead, DateTimeOffset.UtcNow).IsVisible) invisible.Add(item.Ref);
        }
        if (!caller.Reader.Roles.Permit(Permission.OperateForum)) invisible.AddRange(Applications.Where(one => !one.Value || !MaySponsor(caller)).Select(one => one.Key));
        invisible.AddRange(InGroups.Values.SelectMany(one => one).Except(await groups.OpenedTo(caller)));
        return invisible;
    }

    /// <summary>The groups that this caller sees, and what stands in those that they are in.</summary>
    public async Task<IReadOnlyList<string>> InGroupsOf(Caller caller) => [.. await groups.OpenedTo(caller)];

    /// <summary>What was written before it had a reference.</summary>
    internal void Owned(string before, string kind, string reference)
    {
        foreach (var word in Words.Where(word => word.Value == before).Select(word => word.Key).ToList()) Words[word] = reference;
        (kind == "items" ? Items : InGroups[kind]).Add(reference);
    }

    private async Task<bool> IsOf(Caller caller, string organization) => (await portal.All<long>("SELECT id FROM organization WHERE handle = @organization", new { organization }))[0] == caller.Reader.OrganizationId;

    // What an organization's administrators and the secretariat type.
    private async Task Administer()
    {
        var (officer, administrator) = (await Of("officer@secretariat.example"), await Of("administrator@lumen.example"));
        await portal.Sender.Send(officer, new AddCriterion(Word(Everybody), Word(Everybody)));
        await portal.Sender.Send(officer, new ChangeOrganizationStatus(UnlistedHandle, OrganizationStatus.Active, OrganizationStatus.Suspended, Word($"{UnlistedHandle} status")));
        await portal.Sender.Send(administrator, new InvitePerson($"{Word(Administrators)}@lumen.example", Role.Reader));
        var person = await portal.Join("lumen", "suspended");
        await portal.Sender.Send(administrator, new SuspendPerson((await portal.All<string>("SELECT ref FROM member WHERE email = @person", new { person }))[0], Word(Administrators)));
        await portal.Sender.Send(administrator, new SaveTrial("", "", new ConnectionForm
        {
            Issuer = $"http://localhost:1/{Word(Administrators)}", ClientId = Word(Administrators), ClientSecret = "a secret", AcrValues = Word(Administrators), RoleClaim = Word(Administrators),
            Values = [Word(Administrators)], Roles = [Role.OrganizationAdministrator],
        }));
        await portal.Sender.Send(Caller.Program("test"), new PutConnection
        {
            Organization = "lumen", Issuer = $"http://localhost:1/{Word(Administrators)}", ClientId = Word(Administrators), ClientSecret = "secret", ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.OnlyInvited, RoleClaim = Word(Administrators), RoleMap = new Dictionary<string, Role> { [Word(Administrators)] = Role.Reader }, AcrValues = Word(Administrators),
        });
    }

    // What waits for its moment, without a name: its author alone finds it.
    internal async Task HandIn(Caller author, AudienceForm audience, AudienceForm correctedAudience)
    {
        var draft = await portal.Sender.Send(author, new StartDraft());
        Drafts[draft] = author.Reader.MemberId;
        var word = Word(draft);
        await portal.Sender.Send(author with { Effect = null }, new PublishItem(draft, new ItemForm { Kind = "advisory", Title = word, Summary = word, Body = word, Audience = audience, Attribution = AttributionPolicy.Unattributed }));
        var item = await Publish(author, correctedAudience, AttributionPolicy.Unattributed, change: form => form with { AcknowledgeBy = "" });
        await portal.Sender.Send(author with { Effect = null }, new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = Word("handed in"), Note = "N" });
        await portal.Execute("UPDATE deferred_act SET due_at = 4070908800000");
        foreach (var act in await portal.Sender.Send(author, new ListDeferredActs())) Drafts[act.Reference] = author.Reader.MemberId;
        Words[Words.Single(one => one.Value == "handed in").Key] = (await portal.Sender.Send(author, new ListDeferredActs())).First(act => act.Item is not null).Reference;
    }

    private static bool MaySponsor(Caller caller) => caller.Reader.Roles.Permit(Permission.Publish) && caller.Reader.Sector != Sector.Operator;

    // What the applicant says is for possible sponsors too; whom to ask, and what the secretariat notes, is not.
    private async Task Apply(bool wantsSponsor)
    {
        var secret = Ids.Secret();
        var criteria = await portal.Sender.Send(new Caller(), new ListCriteria());
        var (said, vetted) = ($"{secret} said", $"{secret} vetted");
        await portal.Sender.Send(new Caller(), new Apply
        {
            Secret = secret, Name = Word(said), Sector = Sector.Company, Jurisdiction = "Portugal", Domains = $"a{Applications.Count}.example", ContactName = Word(vetted), ContactEmail = $"{Word(vetted)}@a.example",
            Statements = criteria.ToDictionary(one => one.Reference, _ => wantsSponsor ? Word(said) : "A statement."),
        });
        var reference = (await portal.All<string>("SELECT ref FROM application WHERE secret_hash = @hash", new { hash = Ids.Hash(secret) }))[0];
        Applications[reference] = wantsSponsor;
        var officer = await Of("officer@secretariat.example");
        await portal.Sender.Send(officer, new CheckCriteria(reference, [new Finding(criteria[0].Reference, true, Word(vetted), 0)]));
        await portal.Sender.Send(officer, new TakeDomainProof(reference, $"a{Applications.Count - 1}.example", Word(vetted)));
        if (wantsSponsor)
        {
            await portal.Sender.Send(officer, new AskForSponsor(reference, true));
            await portal.Sender.Send(await Of("representative@openrights.example"), new Vouch(reference, Word($"{secret} vouched")));
        }
        else
        {
            await portal.Sender.Send(officer, new RefuseApplication(reference, (await portal.Sender.Send(officer, new ReadApplication(reference))).Version, Word(vetted)));
        }
        foreach (var word in Words.Where(word => word.Value.StartsWith(secret, StringComparison.Ordinal)).ToList()) Words[word.Key] = word.Value.Replace(secret, reference, StringComparison.Ordinal);
    }

    internal async Task<Caller> Of(string email) => await portal.Recognize(await portal.SignIn(email));

    private async Task Read(string email, string reference) => await portal.Sender.Send(await Of(email), new ReadItem(reference));

    internal async Task<string> Publish(Caller caller, AudienceForm audience, AttributionPolicy attribution = AttributionPolicy.Named, string? parent = null, string embargo = "", Func<ItemForm, ItemForm>? change = null)
    {
        var draft = await portal.Sender.Send(caller, new StartDraft(parent));
        var form = Form(draft, audience) with { Attribution = attribution, EmbargoUntil = embargo, AcknowledgeBy = "2099-06-01T00:00" };
        var reference = await portal.Sender.Send(caller, new PublishItem(draft, change is null ? form : change(form)));
        foreach (var word in Words.Where(word => word.Value == draft).Select(word => word.Key).ToList()) Words[word] = reference;
        Items.Add(reference);
        return reference;
    }

    private ItemForm Form(string owner, AudienceForm audience) => new() { Kind = "threat-briefing", Title = Word(owner), Summary = Word(owner), Body = $"The word is **{Word(owner)}**.", Audience = audience };

    // Every field of the kind holds a word of its own.
    internal ItemForm Filled(ItemForm form, ItemKind kind)
    {
        var draft = Words[form.Title];
        return form with { Kind = kind.Word, Fields = kind.FieldsWith(form.Attribution).ToDictionary(field => field.Word, _ => Word(draft)) };
    }

    internal string Word(string owner)
    {
        var word = $"zqx{++words:0000}xqz";
        Words[word] = owner;
        return word;
    }

    private sealed class Stored
    {
        public long Id { get; init; }
        public string Ref { get; init; } = "";
        public long OriginatorId { get; init; }
        public long AuthorId { get; init; }
        public TlpLabel Label { get; init; }
        public string Audience { get; init; } = "";
        public long? GroupId { get; init; }
        public long UnderAlias { get; init; }
        public long? EmbargoUntil { get; init; }
        public long? ExpiresAt { get; init; }
        public long? WithdrawnAt { get; init; }

        public Audience Rule => JsonSerializer.Deserialize<Audience>(Audience)!;

        public ItemFacts Facts => new()
        {
            OriginatorId = OriginatorId,
            AuthorId = AuthorId,
            Label = Label,
            GroupId = GroupId,
            EmbargoUntil = At(EmbargoUntil),
            ExpiresAt = At(ExpiresAt),
            WithdrawnAt = At(WithdrawnAt),
            IsUnderAlias = UnderAlias != 0,
        };

        private static DateTimeOffset? At(long? moment) => moment is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }
}
