using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;

namespace ForumPortal.Web.Applications;

/// <summary>Asks the name system for a domain's record, outside of any transaction, and enters what it proves.</summary>
public sealed class DomainCheck(ISender sender, ITextRecords records)
{
    private const int LongestShown = 120;

    /// <summary>Whether the domain is shown to be the applicant's, and what to tell whoever asked.</summary>
    public async Task<(bool Verified, string Told)> Check(Caller by, string application, ApplicationDomain domain, CancellationToken cancellation)
    {
        if (domain.VerifiedAt is not null) return (true, $"{domain.Domain} is already verified.");
        var name = DomainProof.NameOf(domain.Domain);
        var texts = await records.Find(name, cancellation);
        if (texts is null) return (false, $"The name servers gave no answer for {name}. Nothing has changed; try again in a few minutes.");
        var wanted = DomainProof.TextOf(domain.Token);
        if (texts.Contains(wanted, StringComparer.Ordinal))
        {
            var program = Caller.Program("domain verification") with { Address = by.Address, RequestId = by.RequestId };
            await sender.Send(program, new RecordDomainProof(application, domain.Domain, domain.Token, by.Reader), cancellation);
            return (true, $"{domain.Domain} is verified.");
        }
        return (false, texts.Count == 0
            ? $"There is no TXT record at {name} yet. A new record can take an hour to be seen everywhere."
            : $"There is a TXT record at {name}, but it does not hold the text that is shown here. It holds “{Found(texts)}”.{Advice(texts, wanted)}");
    }

    private static string Found(IReadOnlyList<string> texts)
    {
        var found = TypedText.Name(texts.FirstOrDefault(text => text.Contains("forum-portal", StringComparison.OrdinalIgnoreCase)) ?? texts[0]);
        return found.Length <= LongestShown ? found : TypedText.Cut(found, LongestShown) + "…";
    }

    private static string Advice(IReadOnlyList<string> texts, string wanted) => texts.Any(text => text.Trim(' ', '"', '\'', '“', '”') == wanted)
        ? " Take out the quotation marks and spaces around it: the name servers add what they need."
        : " Compare them character by character.";
}
