using System.Globalization;
using ForumPortal.Application.Briefings;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Demo;

/// <summary>Signs the sample people in and publishes the sample texts as them.</summary>
internal sealed class SampleTexts(ISender sender, TimeProvider time, Uri providers, IReadOnlyDictionary<string, string> connections)
{
    private readonly Dictionary<string, Caller> callers = [];
    private readonly Dictionary<string, string> published = [];

    public async Task Publish()
    {
        var texts = SampleContent.Texts().ToList();
        foreach (var person in SampleWorld.Organizations.SelectMany(organization => organization.People)) await SignIn(person);
        foreach (var author in texts.Select(text => text["publisher"]).Distinct()) callers[author] = await Accept(callers[author]);
        foreach (var text in texts)
        {
            var caller = callers[text["publisher"]];
            var parent = text["parent"].Length > 0 ? published[text["parent"]] : null;
            var draft = await sender.Send(caller, new StartDraft(parent));
            published[text.Name] = await sender.Send(caller, new PublishBriefing(draft, await Form(text, caller)));
        }
        callers[SampleApplication.Officer] = await Accept(callers[SampleApplication.Officer]);
        await SampleApplication.Plant(sender, callers[SampleApplication.Officer]);
        foreach (var caller in callers.Values) await sender.Send(caller, new SignOut());
    }

    private async Task SignIn(SamplePerson person)
    {
        var organization = SampleWorld.Organization(person.Organization);
        var connection = await sender.Send(Caller.Program("sample world"), new FindConnection(connections[organization.Handle]))
            ?? throw new InvalidOperationException($"The sample organization {organization.Handle} has no connection.");
        var invitation = GivenRoles(person) is { } given ? await sender.Send(Caller.Program("sample world"), new IssueInvitation(connection.Reference, given)) : "";
        var result = await sender.Send(Caller.Program("sample world"), new SignInPerson(
            new ProvenPerson(connection.Id, SampleSeed.IssuerOf(providers, organization), person.Subject, person.Name, person.Email, new Dictionary<string, IReadOnlyList<string>> { ["roles"] = person.Roles }),
            time.GetUtcNow(), "", "", "sample world", "", "sample world", "", invitation));
        callers[person.Email] = await sender.Send(new Caller(), new RecognizeSession(result.Secret!)) ?? throw new InvalidOperationException($"{person.Email} could not sign in.");
    }

    private async Task<Caller> Accept(Caller caller)
    {
        await sender.Send(caller, new AcceptTerms((await sender.Send(caller, new ReadTerms())).Version));
        return caller with { HasAcceptedTerms = true };
    }

    // No claim gives these; the forum does.
    private static Role? GivenRoles(SamplePerson person) => person.Duty switch
    {
        "officer" or "validator" => Role.Secretariat | Role.Reader,
        "auditor" => Role.Auditor,
        _ => null,
    };

    private async Task<BriefingForm> Form(SampleText text, Caller caller)
    {
        var grants = text.List("audience");
        var walls = text.List("walls");
        return new BriefingForm
        {
            Kind = Enum.Parse<BriefingKind>(text["kind"]),
            Title = text["title"],
            Summary = text["summary"],
            Body = text.Body,
            PermittedAction = Enum.Parse<PermittedAction>(text["action"]),
            Attribution = Enum.Parse<AttributionPolicy>(text["attribution"]),
            EmbargoUntil = Moment(text["embargo-in-days"]),
            ExpiresAt = Moment(text["expires-in-days"]),
            AcknowledgeBy = Moment(text["acknowledge-within-days"]),
            Audience = new AudienceForm
            {
                Label = Tlp.Parse(text["label"]),
                Community = grants.Contains("community"),
                Public = grants.Contains("public"),
                Sectors = [.. Of(grants, "sector:").Select(Enum.Parse<Sector>)],
                Organizations = [.. Of(grants, "organization:")],
                People = await References(Of(grants, "person:"), caller),
                WalledSectors = [.. Of(walls, "sector:").Select(Enum.Parse<Sector>)],
                WalledOrganizations = [.. Of(walls, "organization:")],
            },
        };
    }

    private async Task<IReadOnlyList<string>> References(IEnumerable<string> emails, Caller caller)
    {
        var references = new List<string>();
        foreach (var email in emails) references.AddRange((await sender.Send(caller, new FindPeople(email, []))).Select(person => person.Reference));
        return references;
    }

    private static IEnumerable<string> Of(IEnumerable<string> words, string prefix) =>
        words.Where(word => word.StartsWith(prefix, StringComparison.Ordinal)).Select(word => word[prefix.Length..]);

    private string Moment(string days) =>
        days.Length == 0 ? "" : time.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
