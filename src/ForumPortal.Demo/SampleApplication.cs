using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Demo;

/// <summary>An application in progress: two criteria are checked, and a member is asked to vouch.</summary>
internal static class SampleApplication
{
    /// <summary>Who has begun to check it; somebody else validates.</summary>
    private const string Officer = "officer@secretariat.example";

    private static readonly string[] Statements =
    [
        "Our community rules forbid content that recruits for, praises or shows acts of terrorism. They name six examples of what is meant and two of what is not.\nhttps://harbourline.example/rules",
        "Anybody can report a message without an account. Two trained people decide within 24 hours, and within one hour where lives may be at stake. Whoever is concerned is told and can appeal to a third.",
        "Two reports are out, for 2024 and 2025, with requests by country and the share that we refused.",
        "We have signed the principles of the Digital Rights Compact. Every removal is weighed against a list of questions that OpenRights Watch commented on.",
        "We give moderation data to two universities under contract, and translation to three local initiatives.",
        "The desk in Porto answers at any hour; we try the number out every spring and autumn.",
    ];

    public static async Task Plant(ISender sender, SamplePeople people)
    {
        var criteria = await sender.Send(new Caller(), new ListCriteria());
        await sender.Send(new Caller(), new Apply
        {
            Secret = Ids.Secret(), Name = "Harbourline Messaging", Sector = Sector.Company, Jurisdiction = "Portugal", Domains = "harbourline.example",
            ContactName = "Teresa Quintanilha-Voss", ContactEmail = "teresa@harbourline.example",
            Statements = criteria.Select((one, index) => (one.Reference, Statement: Statements[index % Statements.Length])).ToDictionary(pair => pair.Reference, pair => pair.Statement),
        });
        var reference = (await people.Send(Officer, new ListApplications())).Rows[0].Reference;
        await people.Send(Officer, new CheckCriteria(reference, [new Finding(criteria[0].Reference, true, "Read on their site; the rules say what is meant and what is not.", 0)]));
        await people.Send(Officer, new CheckCriteria(reference, [new Finding(criteria[1].Reference, true, "Tried with a report of our own: answered within five hours, with the way to appeal.", 0)]));
        await people.Send(Officer, new AskForSponsor(reference, true));
    }
}
