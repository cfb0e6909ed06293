using ForumPortal.Application.Decisions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;
using MediatR;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>Two commands at the same moment, on two nodes: what one has read still holds when it writes.</summary>
public class RaceTests
{
    private static readonly int Tries = Environment.GetEnvironmentVariable("FORUMPORTAL_TESTS_FULL") == "1" ? 200 : 20;

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_names_a_chair_and_confirms_it_alone(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@meridian", "publisher@lumen");
        var officer = await forum.As("officer@secretariat");
        var own = forum["publisher@lumen"];
        for (var number = 0; number < Tries; number++)
        {
            await forum.Send(Chartered.Second, new NameChair(group, forum["publisher@meridian"].Reference, ""));
            var version = await forum.VersionOf(group);
            await AtOnce(forum, (officer, new NameChair(group, own.Reference, "")), (officer, new DecideChair(group, version, IsConfirmed: true)));
            Assert.NotEqual(own.MemberId, await forum.Value<long>("SELECT chair_id FROM working_group WHERE ref = @group", new { group }));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_decision_is_stored_as_its_votes_are(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@meridian");
        var (chair, member) = (await forum.As("publisher@openrights"), await forum.As("publisher@meridian"));
        for (var number = 0; number < Tries; number++)
        {
            var decision = await forum.Sender.Send(chair, new ProposeDecision(group, $"Question {number}?", "Text.", forum.In(TimeSpan.FromDays(2)), ""));
            await forum.Sender.Send(chair, new CastVote(decision, VoteChoice.Abstain, ""));
            await forum.Sender.Send(member, new CastVote(decision, VoteChoice.For, ""));
            await AtOnce(forum, (member, new CastVote(decision, VoteChoice.Against, "")), (chair, new CloseDecision(decision)));
            Assert.Equal(0, await forum.Value<long>(
                "SELECT COUNT(*) FROM ballot b WHERE b.outcome = @adopted AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = b.item_id AND v.choice = @chosen)",
                new { adopted = (long)BallotOutcome.Adopted, chosen = (long)VoteChoice.For }));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_organization_keeps_an_administrator(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        const Role both = Role.OrganizationAdministrator | Role.Reader;
        await forum.Join("one@lumen", "lumen", both);
        await forum.Join("two@lumen", "lumen", both);
        for (var number = 0; number < Tries; number++)
        {
            var (one, two) = (await forum.As("one@lumen"), await forum.As("two@lumen"));
            await AtOnce(
                forum,
                (one, new GiveRoles(forum["two@lumen"].Reference, both, Role.Reader)),
                (two, new GiveRoles(forum["one@lumen"].Reference, both, Role.Reader)));
            var left = await forum.Value<long>("SELECT COUNT(*) FROM member WHERE id IN (@one, @two) AND roles = @both", new { one = one.Reader.MemberId, two = two.Reader.MemberId, both = (long)both });
            Assert.True(left > 0, $"In try {number} each took the role of the other.");
            await forum.Execute("UPDATE member SET roles = @both, given_roles = @both WHERE id IN (@one, @two)", new { one = one.Reader.MemberId, two = two.Reader.MemberId, both = (long)both });
        }
    }

    // Each on a node of its own; either may be refused.
    private static async Task AtOnce<TFirst, TSecond>(TestForum forum, (Caller Caller, IRequest<TFirst> Request) first, (Caller Caller, IRequest<TSecond> Request) second)
    {
        using var start = new SemaphoreSlim(0);
        async Task Send<TResult>(ISender sender, Caller caller, IRequest<TResult> request)
        {
            await start.WaitAsync();
            try
            {
                await sender.Send(caller, request);
            }
            catch (RequestRefusedException)
            {
            }
        }

        Task[] both = [Task.Run(() => Send(forum.Sender, first.Caller, first.Request)), Task.Run(() => Send(forum.SecondNode, second.Caller, second.Request))];
        start.Release(2);
        await Task.WhenAll(both);
    }
}
