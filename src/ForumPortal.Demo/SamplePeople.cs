using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;
using MediatR;

namespace ForumPortal.Demo;

/// <summary>The sample people, signed in while the sample world is made.</summary>
internal sealed class SamplePeople(ISender sender, TimeProvider time, Uri providers, IReadOnlyDictionary<string, string> connections)
{
    private readonly Dictionary<string, Caller> callers = [];
    private readonly Dictionary<string, string> secrets = [];

    /// <summary>Signs everyone in.</summary>
    public async Task SignIn()
    {
        foreach (var person in SampleWorld.Organizations.SelectMany(organization => organization.People)) await SignIn(person);
    }

    /// <summary>Sends it as that person, as they are now, who accepts the terms where they have not.</summary>
    public async Task<TResult> Send<TResult>(string email, IRequest<TResult> request)
    {
        if (!callers[email].HasAcceptedTerms) await sender.Send(callers[email], new AcceptTerms((await sender.Send(callers[email], new ReadTerms())).Version));
        callers[email] = await sender.Send(new Caller(), new RecognizeSession(secrets[email])) ?? throw new InvalidOperationException($"{email} is not signed in.");
        return await sender.Send(callers[email] with { Effect = Effect.AtOnce }, request);
    }

    /// <summary>The reference of the person with that address, as another finds them in the directory.</summary>
    public async Task<string> Find(string email, string by) => (await Send(by, new FindPeople(email, []))).Single().Reference;

    /// <summary>Signs everyone out.</summary>
    public async Task SignOut()
    {
        foreach (var caller in callers.Values) await sender.Send(caller, new SignOut());
    }

    private async Task SignIn(SamplePerson person)
    {
        var organization = SampleWorld.Organization(person.Organization);
        var connection = await sender.Send(Caller.Program("sample world"), new FindConnection(connections[organization.Handle]))
            ?? throw new InvalidOperationException($"The sample organization {organization.Handle} has no connection.");
        var invitation = GivenRoles(person) is { } given ? await sender.Send(Caller.Program("sample world"), new IssueInvitation(connection.Reference, given)) : "";
        var result = await sender.Send(Caller.Program("sample world"), new SignInPerson
        {
            Person = new ProvenPerson
            {
                ConnectionId = connection.Id, Issuer = SampleSeed.IssuerOf(providers, organization), Subject = person.Subject, Name = person.Name, Email = person.Email,
                Claims = new Dictionary<string, IReadOnlyList<string>> { ["roles"] = person.Roles },
            },
            AuthenticatedAt = time.GetUtcNow(), Agent = "sample world", Invitation = invitation,
        });
        secrets[person.Email] = result.Secret!;
        callers[person.Email] = await sender.Send(new Caller(), new RecognizeSession(result.Secret!)) ?? throw new InvalidOperationException($"{person.Email} could not sign in.");
    }

    // No claim gives these; the forum does.
    private static Role? GivenRoles(SamplePerson person) => person.Duty switch
    {
        "officer" or "validator" => Role.Secretariat | Role.Reader,
        "auditor" => Role.Auditor,
        _ => null,
    };
}
