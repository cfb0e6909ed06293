using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Tests.Applications;

/// <summary>An applicant of a test's forum, and what its people do with the application.</summary>
internal sealed record Applicant(TestForum Forum, string Secret, string Reference, string Domain)
{
    public const string Officer = "officer@secretariat";
    public const string Validator = "validator@secretariat";
    public const string ContactName = "Contact zqxcontactxqz";
    public const string ContactEmail = "zqxaddressxqz@applicant.example";

    public static async Task<Applicant> Apply(TestForum forum, string name = "Tideway", string domain = "tideway.example")
    {
        var secret = Ids.Secret();
        await forum.Sender.Send(new Caller(), await Form(forum, secret, name, domain));
        var reference = await forum.Value<string>("SELECT ref FROM application WHERE secret_hash = @hash", new { hash = Ids.Hash(secret) });
        return new Applicant(forum, secret, reference!, domain);
    }

    public static async Task<Apply> Form(TestForum forum, string secret, string name = "Tideway", string domain = "tideway.example") => new()
    {
        Secret = secret, Name = name, Sector = Sector.Company, Jurisdiction = "Portugal", Domains = domain, ContactName = ContactName, ContactEmail = ContactEmail,
        Statements = (await forum.Sender.Send(new Caller(), new ListCriteria())).ToDictionary(one => one.Reference, one => $"Statement on {one.Title}."),
    };

    public Task<VettedApplication> Read() => Forum.Send(Officer, new ReadApplication(Reference));

    public Task<OwnApplication> ReadOwn() => Forum.Sender.Send(new Caller(), new ReadOwnApplication(Secret));

    public Task SetHandle(string handle = "tideway") => Forum.Send(Officer, new SetHandle(Reference, handle));

    public async Task CheckAll(string who = Officer, bool met = true)
    {
        foreach (var one in (await Read()).Criteria) await Forum.Send(who, new CheckCriteria(Reference, [new Finding(one.Reference, met, "Looked at.", one.Checks.Count)]));
    }

    public async Task Vouch(string who = "publisher@openrights")
    {
        await Forum.Send(Officer, new AskForSponsor(Reference, true));
        await Forum.Send(who, new Vouch(Reference, "We know them."));
    }

    public async Task<bool> Verify(string? token = null)
    {
        token ??= (await ReadOwn()).Domains[0].Token;
        return await Forum.Sender.Send(TestForum.Program, new RecordDomainProof(Reference, Domain, token, Reader.Stranger));
    }

    public async Task MakeReady()
    {
        await SetHandle();
        await CheckAll();
        await Vouch();
        Assert.True(await Verify());
    }

    public async Task<string> Validate(string who = Validator, long? version = null) =>
        await Forum.Send(who, new ValidateApplication(Reference, version ?? (await Read()).Version));
}
