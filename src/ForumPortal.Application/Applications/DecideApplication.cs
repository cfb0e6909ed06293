using ForumPortal.Application.Content;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Validates an application as the second person: the organization is active from now on, and its link for setting up works for 14 days.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Version">The version that was looked at; refused when it has changed since.</param>
[Requires(Permission.OperateForum)]
public sealed record ValidateApplication(string Reference, long Version) : ICommand<string>;

/// <summary>Refuses an application for good.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Reasons">Why; the applicant reads it.</param>
[Requires(Permission.OperateForum)]
public sealed record RefuseApplication(string Reference, long Version, [property: Typed("reasons")] string Reasons) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Texts.Prose("reasons", Reasons, 4000, "Give the reasons: the applicant reads them.");
}

/// <summary>Lets an admitted organization use its link for setting up for another 14 days.</summary>
/// <param name="Reference">The application.</param>
[Requires(Permission.OperateForum)]
public sealed record RenewSetUpLink(string Reference) : ICommand<bool>;

internal sealed class ValidateApplicationHandler(Work work) : IRequestHandler<ValidateApplication, string>
{
    public static readonly TimeSpan LinkIsValid = TimeSpan.FromDays(14);

    public async Task<string> Handle(ValidateApplication request, CancellationToken cancellation)
    {
        await OpenApplication.Take(work, request.Reference, request.Version);
        var application = await VettedApplication.Find(work, request.Reference) ?? throw new NotFoundException();
        if (application.Bars(work.Caller.Reader.MemberId) is { } bar) throw new ForbiddenException(bar);
        if (string.Join(" ", application.Missing()) is { Length: > 0 } missing) throw new ConflictException($"This application cannot be validated yet. {missing}");

        var admission = new AdmitOrganization
        {
            Handle = application.Handle,
            Name = application.Name,
            Sector = application.Sector,
            SubType = application.SubType,
            Jurisdiction = application.Jurisdiction,
            Domains = [.. application.Domains.Where(one => one.VerifiedAt is not null).Select(one => one.Domain)],
        };
        if (admission.Validate().ToList() is { Count: > 0 } errors) throw new InvalidException(errors);
        var organization = await NewOrganization.Admit(work, admission);
        await work.Execute(
            "UPDATE application SET status = @status, decided_at = @now, decided_by = @member, organization_id = @organization WHERE id = @id",
            new { status = ApplicationStatus.Admitted, now = work.Now, member = work.Caller.Reader.MemberId, organization, id = application.Id });
        await work.Execute(
            "INSERT INTO set_up_link (secret_hash, organization_id, expires_at) SELECT secret_hash, organization_id, @until FROM application WHERE id = @id",
            new { until = work.Now + LinkIsValid, id = application.Id });
        work.Raise(new Event(ApplicationChange.Decided) { ApplicationId = application.Id });
        work.Record(new AuditEvent("application.validated", "application", request.Reference));
        return application.Handle;
    }
}

internal sealed class RefuseApplicationHandler(Work work) : IRequestHandler<RefuseApplication, bool>
{
    public async Task<bool> Handle(RefuseApplication request, CancellationToken cancellation)
    {
        var application = await OpenApplication.Take(work, request.Reference, request.Version);
        await work.Execute(
            "UPDATE application SET status = @status, reasons = @reasons, decided_at = @now, decided_by = @member WHERE id = @id",
            new { status = ApplicationStatus.Refused, reasons = request.Reasons.Trim(), now = work.Now, member = work.Caller.Reader.MemberId, id = application.Id });
        work.Raise(new Event(ApplicationChange.Decided) { ApplicationId = application.Id });
        work.Record(new AuditEvent("application.refused", "application", request.Reference));
        return true;
    }
}

internal sealed class RenewSetUpLinkHandler(Work work) : IRequestHandler<RenewSetUpLink, bool>
{
    public async Task<bool> Handle(RenewSetUpLink request, CancellationToken cancellation)
    {
        var application = await VettedApplication.Find(work, request.Reference) ?? throw new NotFoundException();
        if (application.SetUpUntil is null) throw new ConflictException("There is no link to renew: it has been used, or the application was not admitted.");
        await work.Execute(
            "UPDATE set_up_link SET expires_at = @until WHERE used_at IS NULL AND secret_hash IN (SELECT secret_hash FROM application WHERE id = @id)",
            new { until = work.Now + ValidateApplicationHandler.LinkIsValid, id = application.Id });
        work.Record(new AuditEvent("application.link-renewed", "application", request.Reference));
        return true;
    }
}
