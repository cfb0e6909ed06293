using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Application.Tests.Applications;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Directory;

/// <summary>A domain in letters of any script and its ASCII form are one, wherever domains are met.</summary>
public class InternationalDomainTests
{
    [Theory]
    [InlineData(TestDatabases.Sqlite, "bücher.example"), InlineData(TestDatabases.Sqlite, "xn--bcher-kva.example"), InlineData(TestDatabases.PostgreSql, "BÜCHER.example")]
    public async Task Whichever_form_it_is_admitted_under_both_are_found(string engine, string admitted)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        await forum.Sender.Send(TestForum.Program, new AdmitOrganization { Handle = "buecher", Name = "Bücher", Sector = Sector.Ngo, Jurisdiction = "Nowhere", Domains = [admitted] });
        await forum.Execute("UPDATE organization_domain SET organization_id = (SELECT id FROM organization WHERE handle = 'lumen') WHERE domain = 'xn--bcher-kva.example'");
        var found = await forum.Sender.Send(TestForum.Program, new FindSignIn("ada@lumen.example"));
        Assert.NotNull(found);
        foreach (var typed in new[] { "ada@bücher.example", "ada@XN--BCHER-KVA.example", "Ada@bu\u0308cher.example" }) Assert.Equal(found, await forum.Sender.Send(TestForum.Program, new FindSignIn(typed)));
        foreach (var typed in new[] { "ada@bücher.example", "ben@xn--bcher-kva.example" }) await forum.Send("administrator@lumen", new InvitePerson(typed, Role.Reader));
    }

    [Fact]
    public async Task An_application_names_it_once_and_the_secretariat_sees_whose_name_it_could_be_taken_for()
    {
        await using var forum = await TestForum.Open();
        var form = (await Applicant.Form(forum, Ids.Secret(), "Thе Lumеn Body", "bücher.example xn--bcher-kva.example")) with { ContactEmail = "ada@bücher.example" };
        await forum.Sender.Send(new Caller(), form);
        var reference = await forum.Value<string>("SELECT ref FROM application");
        var application = await forum.Send(Applicant.Officer, new ReadApplication(reference!));
        Assert.Equal("xn--bcher-kva.example", application.Domains.Single().Domain);
        Assert.Equal(["The lumen body"], application.Lookalikes);
    }
}
