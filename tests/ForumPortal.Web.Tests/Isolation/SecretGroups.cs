using System.Text.Json;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
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

/// <summary>Two working groups with a secret word in everything, one of companies behind a wall with hidden membership, one by invitation; a government's request, and an answer that names nobody.</summary>
internal sealed class SecretGroups(SecretWorld world, Portal portal)
{
    private const string Officer = "officer@secretariat.example";
    private const string Validator = "validator@secretariat.example";

    public async Task Make()
    {
        var industry = await Found("representative@meridian.example", new CharterForm
        {
            Sectors = [Sector.Company], WalledSectors = [Sector.Government, Sector.Intergovernmental, Sector.Operator], Rule = MembershipRule.Open, IsHidden = true, DefaultLabel = TlpLabel.AmberStrict,
        });
        await Send("reader@lumen.example", new JoinGroup(industry, "", AcceptsConduct: true));
        await Fill(industry, "reader@lumen.example", "representative@meridian.example");

        var invited = await Found("representative@openrights.example", new CharterForm { Sectors = [Sector.Ngo, Sector.Research, Sector.Government], Rule = MembershipRule.ByInvitation });
        await Invite(invited, "liaison@vestia.example");
        await Send("liaison@vestia.example", new AnswerInvitation(invited, IsAccepted: true, AcceptsConduct: true));
        await Invite(invited, "reader@safeweb.example");
        await Fill(invited, "liaison@vestia.example", "representative@openrights.example");
        await End();
        await Asking();
        await Ask();
    }

    // One that was declined, and one that has closed.
    private async Task End()
    {
        var declined = await Send(Officer, new ProposeGroup(await Charter("representative@openrights.example", new CharterForm { Sectors = [Sector.Ngo] })));
        await Send(Validator, new DecideGroup(declined, (await Send(Validator, new ReadGroup(declined))).Version, IsApproved: false, world.Word("new")));
        world.Owned("new", "groups", declined);
        var closed = await Found("representative@openrights.example", new CharterForm { Sectors = [Sector.Ngo], Rule = MembershipRule.Open });
        await Send("representative@openrights.example", new CloseGroup(closed, world.Word($"{closed} report")));
    }

    // One person's words to those who lead the group, and what another was told by them.
    private async Task Asking()
    {
        const string chair = "representative@openrights.example";
        var group = await Found(chair, new CharterForm { Sectors = [Sector.Ngo, Sector.Research], Rule = MembershipRule.ByRequest });
        await Send("reader@safeweb.example", new JoinGroup(group, world.Word($"{group} led"), AcceptsConduct: true));
        await Send("reader@openrights.example", new JoinGroup(group, "Please.", AcceptsConduct: true));
        var entry = (await Send(chair, new ListEntries(group))).Requests.Single(one => one.Organization.StartsWith("OpenRights", StringComparison.Ordinal)).Reference;
        await Send(chair, new DecideEntry(entry, IsAccepted: false, world.Word($"{group} told {(await Of("reader@openrights.example")).Reader.MemberId}")));
    }

    private async Task<CharterForm> Charter(string chair, CharterForm form) =>
        form with { Name = world.Word("new"), Purpose = world.Word("new"), CodeOfConduct = world.Word("new"), EndsAt = "2099-01-01", Chair = await Reference(chair) };

    /// <summary>What of it this caller is to find: written from the rules, not from the code.</summary>
    public async Task<IEnumerable<string>> OpenedTo(Caller caller)
    {
        var opened = new List<string>();
        foreach (var group in await portal.All<StoredGroup>("SELECT id, ref, admits, membership_rule, status, chair_id FROM working_group"))
        {
            var walled = group.Admitted.WalledSectors.Contains(caller.Reader.Sector) || group.Admitted.WalledOrganizations.Contains(caller.Reader.OrganizationId);
            var reads = !caller.IsStranger && !caller.Reader.Roles.HasFlag(Role.Auditor);
            var isIn = reads && !walled && await Counts("SELECT COUNT(*) FROM group_member WHERE group_id = @Id AND member_id = @member AND left_at IS NULL", group.Id, caller);
            var isAtWork = group.Status == GroupStatus.Chartered;
            var isInvited = reads && !walled && isAtWork && await Counts("SELECT COUNT(*) FROM group_entry WHERE group_id = @Id AND member_id = @member AND status = 1 AND invited_by IS NOT NULL", group.Id, caller);
            var couldJoin = reads && !walled && isAtWork && group.MembershipRule != (long)MembershipRule.ByInvitation && group.Admitted.Sectors.Contains(caller.Reader.Sector);
            if (isIn || isInvited || couldJoin || caller.Reader.Roles.HasFlag(Role.Secretariat)) opened.Add(group.Ref);
            if (isIn && group.ChairId == caller.Reader.MemberId) opened.Add($"{group.Ref} led");
            if (isIn) opened.Add($"{group.Ref} report");
            opened.Add($"{group.Ref} told {caller.Reader.MemberId}");
            if (isIn) opened.AddRange(await portal.All<string>("SELECT ref FROM item WHERE group_id = @Id AND kind IN ('topic', 'decision')", new { group.Id }));
        }
        return opened;
    }

    private async Task<bool> Counts(string sql, long id, Caller caller) => (await portal.All<long>(sql, new { Id = id, member = caller.Reader.MemberId }))[0] > 0;

    private async Task<string> Found(string chair, CharterForm form)
    {
        var group = await Send(Officer, new ProposeGroup(await Charter(chair, form)));
        await Send(Validator, new DecideGroup(group, (await Send(Validator, new ReadGroup(group))).Version, IsApproved: true));
        world.Owned("new", "groups", group);
        return group;
    }

    private async Task Invite(string group, string email) => await Send("representative@openrights.example", new InviteToGroup(group, await Reference(email)));

    private async Task Fill(string group, string member, string publisher)
    {
        var topic = await Send(member, new PostTopic(group, world.Word("new"), world.Word("new"), null));
        world.Owned("new", "topics", topic);
        await Send(publisher, new PostReply(topic, world.Word(topic)));
        await Send(publisher, new WithdrawPost(topic, await Send(publisher, new PostReply(topic, "It was this.")), world.Word(topic)));
        var decision = await Send(publisher, new ProposeDecision(group, world.Word("new"), world.Word("new"), "2098-01-01T00:00"));
        world.Owned("new", "decisions", decision);
        await Send(member, new CastVote(decision, VoteChoice.Against, world.Word(decision)));
        var caller = await Of(publisher);
        await world.Publish(caller, new AudienceForm { Label = TlpLabel.Amber, Group = group });
    }

    private async Task Ask()
    {
        var norland = await Of("liaison@norland.example");
        var request = await world.Publish(norland, new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Ngo, Sector.Research] }, change: form => form with { Kind = RequestKinds.Request.Word, Fields = new() { [RequestKinds.AnswerBy.Word] = "2098-01-01T00:00", [RequestKinds.LegalBasis.Word] = world.Word(SecretWorld.Register) }, AcknowledgeBy = "" });
        var meridian = await Of("representative@meridian.example");
        var draft = await portal.Sender.Send(meridian, new StartAnswer(request, IsPrivate: true));
        var form = (await portal.Sender.Send(meridian, new ReadDraft(draft))).Form;
        var answer = await portal.Sender.Send(meridian, new PublishItem(draft, form with { Title = world.Word("new"), Summary = world.Word("new"), Body = world.Word("new"), Attribution = AttributionPolicy.Unattributed }));
        world.Owned("new", "items", answer);
        await portal.Sender.Send(norland, new AskQuestion(answer, world.Word(answer)));
        var question = (await portal.Sender.Send(meridian, new ReadFollowUps(answer))).Questions.Single().Reference;
        await portal.Sender.Send(meridian, new AnswerQuestion(answer, question, world.Word(answer), PostedAs.Originator));
    }

    private async Task<string> Reference(string email) => (await portal.All<string>("SELECT ref FROM member WHERE email = @email", new { email }))[0];

    private async Task<Caller> Of(string email) => await portal.Recognize(await portal.SignIn(email));

    private async Task<TResult> Send<TResult>(string email, IRequest<TResult> request) => await portal.Sender.Send(await Of(email), request);

    private sealed class StoredGroup
    {
        public long Id { get; init; }
        public string Ref { get; init; } = "";
        public string Admits { get; init; } = "";
        public long MembershipRule { get; init; }
        public GroupStatus Status { get; init; }
        public long ChairId { get; init; }

        public Admitted Admitted => JsonSerializer.Deserialize<Admitted>(Admits)!;
    }

    private sealed record Admitted(IReadOnlyList<Sector> Sectors, IReadOnlyList<Sector> WalledSectors, IReadOnlyList<long> WalledOrganizations);
}
