using Dapper;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Tests.Applications;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Interleaving;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Groups;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>What waits for somebody stands on their home page, and goes from it when it is done.</summary>
public class HomeTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Fact]
    public async Task Lists_are_found_whatever_the_client_forgets_of_its_statements_meanwhile()
    {
        SteppedDatabase database = null!;
        await using var forum = await TestForum.Open(around: one => database = new SteppedDatabase(one));
        await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));
        var reader = await forum.As("reader@norland");
        var isHeld = true;
        for (var step = 0; isHeld; step++)
        {
            var hold = database.Begin(step);
            var list = forum.Sender.Send(reader, new ListItems());
            isHeld = await Task.WhenAny(list, hold.Reached) != list;

            // Of a thousand statements it forgets those that were not sent twice, at any moment; what it keeps of the same one afterwards must be whole.
            SqlMapper.PurgeQueryCache();
            hold.GoOn();
            Assert.Single((await list).Rows);
            database.Begin();
            Assert.Single((await forum.Sender.Send(reader, new ListItems())).Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_secretariat_is_told_of_applications_and_the_members_of_applicants(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join(Applicant.Validator, "secretariat", Role.Secretariat | Role.Reader);
        var applicant = await Applicant.Apply(forum);
        Assert.Equal([(HomeMatter.ApplicationsToCheck, 1)], await Tasks(forum, Applicant.Officer));
        Assert.Empty(await Tasks(forum, "publisher@lumen"));

        await applicant.SetHandle();
        await applicant.CheckAll();
        Assert.True(await applicant.Verify());
        await forum.Send(Applicant.Officer, new AskForSponsor(applicant.Reference, true));
        Assert.Empty(await Tasks(forum, Applicant.Officer));
        Assert.Equal([(HomeMatter.ApplicantsWithoutSponsor, 1)], await Tasks(forum, "publisher@lumen"));
        Assert.Empty(await Tasks(forum, "reader@lumen"));

        await forum.Send("publisher@lumen", new Vouch(applicant.Reference, "We know them."));
        Assert.Empty(await Tasks(forum, "publisher@lumen"));
        Assert.Empty(await Tasks(forum, Applicant.Officer));
        Assert.Equal([(HomeMatter.ApplicationsToValidate, 1)], await Tasks(forum, Applicant.Validator));
        Assert.True((await forum.Send(Applicant.Officer, new ListApplications())).Rows.Single() is { IsReady: true, NeedsChecks: false, IsBarred: 1 });

        await applicant.CheckAll(met: false);
        Assert.Equal([(HomeMatter.ApplicationsToCheck, 1)], await Tasks(forum, Applicant.Validator));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_charter_waits_for_a_colleague_and_a_group_for_its_chair_and_its_votes(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.AddSecond();
        var group = await forum.Send("officer@secretariat", new ProposeGroup(forum.Form()));
        Assert.Empty(await Tasks(forum, "officer@secretariat"));
        Assert.Equal([(HomeMatter.ChartersToApprove, 1)], await Tasks(forum, Chartered.Second));
        await forum.Approve(group);
        Assert.Empty(await Tasks(forum, Chartered.Second));

        await forum.Send("reader@lumen", new JoinGroup(group, "Please.", AcceptsConduct: true));
        Assert.Equal([(HomeMatter.RequestsToJoin, 1)], await Tasks(forum, "publisher@openrights"));
        Assert.Contains(GroupChange.Asked, await Told(forum, "publisher@openrights"));
        await forum.LetIn(group, "publisher@norland");
        Assert.Empty(await Tasks(forum, "publisher@openrights"));
        Assert.DoesNotContain(GroupChange.Asked, await Told(forum, "publisher@openrights"));

        var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "Shall we?", "Yes or no.", "2026-06-01T00:00"));
        foreach (var who in new[] { "publisher@openrights", "reader@lumen", "publisher@norland" })
        {
            Assert.Equal([(HomeMatter.DecisionsToVote, 1)], await Tasks(forum, who));
            await forum.Send(who, new CastVote(decision, VoteChoice.For));
            Assert.Empty(await Tasks(forum, who));
        }
        Assert.Contains(GroupChange.DecisionProposed, await Told(forum, "reader@lumen"));
        await forum.Send("publisher@openrights", new CloseDecision(decision));
        Assert.DoesNotContain(GroupChange.DecisionProposed, await Told(forum, "reader@lumen"));

        // What a closed group leaves open waits for nobody any more; nor does the request of somebody who is gone.
        await forum.Send("publisher@openrights", new ProposeDecision(group, "Once more?", "Yes or no.", "2026-06-01T00:00"));
        await forum.Send("reader@safeweb", new JoinGroup(group, "Please.", AcceptsConduct: true));
        await forum.Join("administrator@safeweb", "safeweb", Role.OrganizationAdministrator | Role.Reader);
        await forum.Send("administrator@safeweb", new RemovePerson(forum["reader@safeweb"].Reference, "Gone."));
        Assert.DoesNotContain(GroupChange.Asked, await Told(forum, "publisher@openrights"));
        await forum.Send("publisher@safeweb", new JoinGroup(group, "Please.", AcceptsConduct: true));
        Assert.Contains(GroupChange.Asked, await Told(forum, "publisher@openrights"));
        await forum.Send("publisher@openrights", new CloseGroup(group, "Done."));
        Assert.Empty((await Told(forum, "publisher@openrights")).Intersect([GroupChange.Asked, GroupChange.DecisionProposed]));
        Assert.DoesNotContain(GroupChange.DecisionProposed, await Told(forum, "reader@lumen"));
    }

    private static async Task<IEnumerable<(HomeMatter, int)>> Tasks(TestForum forum, string who) =>
        (await forum.Send(who, new ReadHome())).Tasks.Select(task => (task.Matter, (int)task.Count)).ToList();

    private static async Task<IEnumerable<EventKind>> Told(TestForum forum, string who) => (await forum.Send(who, new ReadHome())).GroupNotices.Select(notice => notice.Change).ToList();
}
