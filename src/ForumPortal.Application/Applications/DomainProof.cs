using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Applications;

/// <summary>Reads the text records of the domain name system: something outside the program stands behind it.</summary>
public interface ITextRecords
{
    /// <summary>The texts at a name; none where there is no such name or record; null where no answer was to be had.</summary>
    Task<IReadOnlyList<string>?> Find(string name, CancellationToken cancellation);
}

/// <summary>By which record an applicant shows that a domain is theirs.</summary>
public static class DomainProof
{
    /// <summary>The name at which it is put.</summary>
    public static string NameOf(string domain) => $"_forum-portal.{domain}";

    /// <summary>What stands in it.</summary>
    public static string TextOf(string token) => $"forum-portal-verification={token}";
}

/// <summary>Enters that a domain's record was found to hold the application's token; the program has asked for it, outside of any transaction.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Token">The token that was found there.</param>
/// <param name="By">Who asked for the check.</param>
[OnlyTheProgram]
public sealed record RecordDomainProof(string Reference, string Domain, string Token, Reader By) : ICommand<bool>;

internal sealed class RecordDomainProofHandler(Work work) : IRequestHandler<RecordDomainProof, bool>
{
    public async Task<bool> Handle(RecordDomainProof request, CancellationToken cancellation)
    {
        var application = await OpenApplication.Take(work, request.Reference);
        var changed = await work.Execute(
            "UPDATE application_domain SET verified_at = @now WHERE application_id = @id AND domain = @domain AND token = @token AND verified_at IS NULL",
            new { now = work.Now, id = application.Id, domain = request.Domain, token = request.Token });
        if (changed == 0) return false;
        work.Record(new AuditEvent("application.domain-verified", "application", request.Reference)
        {
            Detail = request.Domain, MemberId = request.By.MemberId, OrganizationId = request.By.OrganizationId,
        });
        return true;
    }
}
