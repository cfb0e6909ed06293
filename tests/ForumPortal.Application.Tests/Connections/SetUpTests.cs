using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Connections;

/// <summary>The first connection by link, on every engine.</summary>
public sealed class SetUpTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Whoever_tested_becomes_the_first_administrator_and_the_link_is_used_up(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var secret = await Link(forum);
        var stranger = new Caller();
        Assert.Null((await forum.Sender.Send(stranger, new ReadSetUp(secret))).Trial);
        await forum.Refused<ConflictException>(stranger, new UseSetUp(secret, 1));
        var trial = await forum.Sender.Send(stranger, new SaveSetUp(secret, Trials.Form));
        await forum.Failed(trial);
        await forum.Refused<ConflictException>(stranger, new UseSetUp(secret, 1));
        await forum.Tested(trial, "ada", "nothing");
        var connection = await forum.Sender.Send(stranger, new UseSetUp(secret, 1));

        await forum.Refused<NotFoundException>(stranger, new ReadSetUp(secret));
        await forum.Refused<NotFoundException>(stranger, new UseSetUp(secret, 1));
        await forum.Refused<NotFoundException>(stranger, new SaveSetUp(secret, Trials.Form));
        Assert.Equal(connection, await forum.Sender.Send(TestForum.Program, new FindSignIn("newcomer")));
        var ada = await forum.CallerOf(await forum.SignIn(connection, "ada"));
        Assert.Equal(Role.OrganizationAdministrator | Role.Reader, ada.Reader.Roles);
        Assert.Equal(connection, (await forum.Sender.Send(ada, new ListConnections())).Connections.Single().Reference);
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM member m JOIN organization o ON o.id = m.organization_id WHERE o.handle = 'newcomer'"));

        // The connection admits invited people only; nobody else came in by the test.
        await Assert.ThrowsAsync<InvalidOperationException>(() => forum.SignIn(connection, "ben", "boss"));
    }

    [Theory]
    [InlineData("old"), InlineData("newer link"), InlineData("suspended"), InlineData("connected otherwise"), InlineData("made up")]
    public async Task A_link_that_is_not_good_does_not_exist(string why)
    {
        await using var forum = await TestForum.Open();
        var secret = await Link(forum);
        var trial = await forum.Sender.Send(new Caller(), new SaveSetUp(secret, Trials.Form));
        await forum.Tested(trial, "ada");
        if (why == "old") forum.Clock.Pass(TimeSpan.FromDays(15));
        if (why == "newer link") await forum.Sender.Send(TestForum.Program, new IssueSetUpLink("newcomer"));
        if (why == "suspended") await forum.Sender.Send(TestForum.Program, new SuspendOrganization("newcomer"));
        if (why == "made up") secret = secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A');
        if (why == "connected otherwise")
        {
            await forum.Sender.Send(TestForum.Program, new PutConnection
            {
                Organization = "newcomer",
                Issuer = "https://id.example",
                ClientId = "portal",
                ClientSecret = "secret",
                ClientAuthentication = ClientAuthentication.Basic,
                Admission = AdmissionPolicy.OnlyInvited,
            });
            await forum.Refused<ConflictException>(TestForum.Program, new IssueSetUpLink("newcomer"));
        }
        await forum.Refused<NotFoundException>(new Caller(), new ReadSetUp(secret));
        await forum.Refused<NotFoundException>(new Caller(), new SaveSetUp(secret, Trials.Form with { Version = 1 }));
        await forum.Refused<NotFoundException>(new Caller(), new UseSetUp(secret, 1));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM member m JOIN organization o ON o.id = m.organization_id WHERE o.handle = 'newcomer'"));
    }

    private static async Task<string> Link(TestForum forum)
    {
        await forum.Sender.Send(TestForum.Program, new AdmitOrganization
        {
            Handle = "newcomer",
            Name = "The newcomer",
            Sector = Sector.Ngo,
            Jurisdiction = "Nowhere",
            Domains = ["newcomer.example"],
        });
        return await forum.Sender.Send(TestForum.Program, new IssueSetUpLink("newcomer"));
    }
}
