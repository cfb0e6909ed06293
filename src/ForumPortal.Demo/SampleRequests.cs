using System.Globalization;
using ForumPortal.Application.Items;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Demo;

/// <summary>A government's request that is open, and one organization that has nothing to add to it.</summary>
internal sealed class SampleRequests(SamplePeople people, TimeProvider time)
{
    private const string Norland = "liaison@norland.example";

    public async Task Ask()
    {
        var draft = await people.Send(Norland, new StartDraft(Kind: RequestKinds.Request.Word));
        var request = await people.Send(Norland, new PublishItem(draft, new ItemForm
        {
            Kind = RequestKinds.Request.Word,
            Title = "How soon do removed channels come back under another name?",
            Summary = "The directorate asks for orders of magnitude, not for accounts, before the anniversary weeks.",
            Body = """
                We plan staff for the anniversary weeks and know only what is reported to us, which comes late.

                ## What would help
                - The usual time between the removal of a channel and the first sign of its successor: hours, days or weeks.
                - What share of successors your own checks find before anybody reports them.
                - Whether either has changed since last year.

                ## What we do not ask for
                No account names, no content, and nothing that would show which service a figure comes from. An answer that leaves out your name is as welcome.
                """,
            PermittedAction = PermittedAction.InformationOnly,
            Attribution = AttributionPolicy.OrganizationOnly,
            Fields = new() { [RequestKinds.AnswerBy.Word] = time.GetUtcNow().AddDays(14).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) },
            Audience = new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Ngo, Sector.Research] },
        }));
        await people.Send("representative@openrights.example", new SayNothingToAdd(request));
    }
}
