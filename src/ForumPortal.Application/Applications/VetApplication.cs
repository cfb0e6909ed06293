using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Enters what somebody of the secretariat found on criteria: of all of them, or of none where one stands in the way. The last check of a criterion counts.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Findings">What was found; those that say nothing are left out.</param>
[CreatesOnce]
[Requires(Permission.OperateForum)]
public sealed record CheckCriteria(string Reference, IReadOnlyList<Finding> Findings) : ICommand<int>;

/// <summary>What somebody found on one criterion.</summary>
/// <param name="Criterion">The criterion's reference.</param>
/// <param name="Met">Whether it is met; null where nothing was chosen.</param>
/// <param name="Note">Why, for the colleagues.</param>
/// <param name="Seen">How many checks of this criterion the page showed; refused when there are others.</param>
public sealed record Finding(string Criterion, bool? Met, [property: Typed("note")] string Note, int Seen)
{
    /// <summary>Whether anything was chosen or noted.</summary>
    public bool SaysSomething => Met is not null || !string.IsNullOrWhiteSpace(Note);

    /// <summary>What it lacks, by the criterion's name: a page holds many of these.</summary>
    internal IEnumerable<FieldError> Errors(string title)
    {
        if (Met is null) yield return new($"met-{Criterion}", $"{title}: say whether it is met.");
        foreach (var error in Texts.Prose($"note-{Criterion}", Note, 2000, "Note what you found, and where.")) yield return error with { Message = $"{title}: {error.Message}" };
    }
}

/// <summary>Sets the handle under which the organization will be known.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Handle">Lower-case letters, digits and hyphens; nobody else's.</param>
[Requires(Permission.OperateForum)]
public sealed record SetHandle(string Reference, string Handle) : ICommand<bool>;

/// <summary>Shows the application to the representatives and liaisons of the member organizations, or no longer.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Wants">Whether a sponsor is looked for.</param>
[Requires(Permission.OperateForum)]
public sealed record AskForSponsor(string Reference, bool Wants) : ICommand<bool>;

/// <summary>Takes a domain as the applicant's by other proof than its record in the domain name system.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Proof">What proves it.</param>
[Requires(Permission.OperateForum)]
public sealed record TakeDomainProof(string Reference, string Domain, [property: Typed("proof")] string Proof) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Texts.Prose($"proof-{Domain}", Proof, 1000, "Say what proves that the domain is theirs.");
}

internal sealed class CheckCriteriaHandler(Work work) : IRequestHandler<CheckCriteria, int>
{
    public async Task<int> Handle(CheckCriteria request, CancellationToken cancellation)
    {
        var application = await OpenApplication.Take(work, request.Reference);
        var criteria = await AnsweredCriterion.Of(work, application.Id);
        var findings = request.Findings.Where(one => one.SaysSomething)
            .Select(one => (Finding: one, Criterion: criteria.FirstOrDefault(criterion => criterion.Reference == one.Criterion) ?? throw new NotFoundException())).ToList();
        if (findings.Count == 0) throw new InvalidException("criteria", "Choose “Met” or “Not met” for one criterion at least, and note what you found.");
        if (findings.SelectMany(one => one.Finding.Errors(one.Criterion.Title)).ToList() is { Count: > 0 } errors) throw new InvalidException(errors);
        foreach (var (finding, criterion) in findings) await Enter(application, criterion, finding);
        return findings.Count;
    }

    private async Task Enter(OpenApplication application, AnsweredCriterion criterion, Finding finding)
    {
        var seen = await work.Value<long>("SELECT COUNT(*) FROM application_check WHERE application_id = @id AND criterion_id = @criterion", new { id = application.Id, criterion = criterion.Id });
        if (seen != finding.Seen) throw new ConflictException($"Somebody else has checked “{criterion.Title}” since you opened the page. Look at what they found, then enter your checks again.");
        await work.Execute(
            "INSERT INTO application_check (id, application_id, criterion_id, met, note, member_id, at) VALUES (@id, @application, @criterion, @met, @note, @member, @now)",
            new { id = Ids.Next(work.Now), application = application.Id, criterion = criterion.Id, met = finding.Met == true ? 1 : 0, note = finding.Note.Trim(), member = work.Caller.Reader.MemberId, now = work.Now });
        work.Record(new AuditEvent("application.criterion-checked", "application", application.Reference) { Detail = $"{finding.Criterion}: {(finding.Met == true ? "met" : "not met")}" });
    }
}

internal sealed class SetHandleHandler(Work work) : IRequestHandler<SetHandle, bool>
{
    public async Task<bool> Handle(SetHandle request, CancellationToken cancellation)
    {
        var handle = request.Handle.Trim();
        if (AdmitOrganization.HandleError(handle) is { } error) throw new InvalidException(error.Field, error.Message);
        var application = await OpenApplication.Take(work, request.Reference);
        if (await work.Value<long>("SELECT COUNT(*) FROM organization WHERE handle = @handle", new { handle }) > 0
            || await work.Value<long>($"SELECT COUNT(*) FROM application WHERE handle = @handle AND status = {ApplicationStatus.Open:d} AND id <> @id", new { handle, id = application.Id }) > 0)
            throw new InvalidException("handle", $"“{handle}” is taken. Choose another.");
        await work.Execute("UPDATE application SET handle = @handle WHERE id = @id", new { handle, id = application.Id });
        work.Record(new AuditEvent("application.handle-set", "application", request.Reference) { Detail = handle });
        return true;
    }
}

internal sealed class AskForSponsorHandler(Work work) : IRequestHandler<AskForSponsor, bool>
{
    public async Task<bool> Handle(AskForSponsor request, CancellationToken cancellation)
    {
        var application = await OpenApplication.Take(work, request.Reference);
        if (application.WantsSponsor == (request.Wants ? 1 : 0)) return false;
        await work.Execute("UPDATE application SET wants_sponsor = @wants WHERE id = @id", new { wants = request.Wants ? 1 : 0, id = application.Id });
        if (request.Wants) work.Raise(new Event(ApplicationChange.SponsorWanted) { ApplicationId = application.Id });
        work.Record(new AuditEvent(request.Wants ? "application.sponsor-wanted" : "application.sponsor-not-wanted", "application", request.Reference));
        return true;
    }
}

internal sealed class TakeDomainProofHandler(Work work) : IRequestHandler<TakeDomainProof, bool>
{
    public async Task<bool> Handle(TakeDomainProof request, CancellationToken cancellation)
    {
        var application = await OpenApplication.Take(work, request.Reference);
        var domain = new { id = application.Id, domain = request.Domain };
        if (await work.Value<long>("SELECT COUNT(*) FROM application_domain WHERE application_id = @id AND domain = @domain", domain) == 0) throw new NotFoundException();
        var changed = await work.Execute(
            "UPDATE application_domain SET verified_at = @now, proved_by = @member, proof = @proof WHERE application_id = @id AND domain = @domain AND verified_at IS NULL",
            new { now = work.Now, member = work.Caller.Reader.MemberId, proof = request.Proof.Trim(), domain.id, domain.domain });
        if (changed == 0) throw new ConflictException("This domain has been verified since you opened the page.");
        work.Record(new AuditEvent("application.domain-proved-otherwise", "application", request.Reference) { Detail = request.Domain });
        return true;
    }
}
