using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Applications;

/// <summary>Asks the name system for a domain's record, outside of any transaction, and enters what it proves.</summary>
public sealed class DomainCheck(ISender sender, ITextRecords records)
{
    /// <summary>Whether the domain is shown to be the applicant's, and what to tell whoever asked.</summary>
    public async Task<(bool Verified, string Told)> Check(Caller by, string application, ApplicationDomain domain, CancellationToken cancellation)
    {
        if (domain.VerifiedAt is not null) return (true, $"{domain.Domain} is already verified.");
        var name = DomainProof.NameOf(domain.Domain);
        var texts = await records.Find(name, cancellation);
        if (texts is null) return (false, $"The name servers gave no answer for {name}. Nothing has changed; try again in a few minutes.");
        if (texts.Contains(DomainProof.TextOf(domain.Token), StringComparer.Ordinal))
        {
            var program = Caller.Program("domain verification") with { Address = by.Address, RequestId = by.RequestId };
            await sender.Send(program, new RecordDomainProof(application, domain.Domain, domain.Token, by.Reader), cancellation);
            return (true, $"{domain.Domain} is verified.");
        }
        return (false, texts.Count == 0
            ? $"There is no TXT record at {name} yet. A new record can take an hour to be seen everywhere."
            : $"There is a TXT record at {name}, but it does not hold the text that is shown here. Compare them character by character.");
    }
}
