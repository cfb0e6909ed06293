using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>An application as its applicant follows it: never who checked, vouched or decided.</summary>
/// <param name="Secret">The secret of the private link.</param>
[OpenToEveryone("It answers only to the holder of the application's secret.", BeforeTerms = true)]
public sealed record ReadOwnApplication(string Secret) : IQuery<OwnApplication>;

/// <summary>What the applicant sees.</summary>
public sealed class OwnApplication
{
    internal long Id { get; init; }

    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The organization's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>Why it was refused; empty where it was not.</summary>
    public string Reasons { get; init; } = "";

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was decided or withdrawn, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>1 where a member organization is being looked for.</summary>
    public long WantsSponsor { get; init; }

    /// <summary>How many member organizations vouch for it.</summary>
    public long Sponsors { get; init; }

    /// <summary>How many criteria it answered.</summary>
    public long Criteria { get; init; }

    /// <summary>On how many of them the secretariat has looked.</summary>
    public long Checked { get; init; }

    /// <summary>Its domains.</summary>
    public IReadOnlyList<ApplicationDomain> Domains { get; internal set; } = [];

    /// <summary>Until when the link for setting up the first connection may be used, UTC; null where there is none.</summary>
    public DateTimeOffset? SetUpUntil { get; internal set; }

    /// <summary>Whether it has been used.</summary>
    public bool IsSetUp { get; internal set; }
}

/// <summary>A domain of an application.</summary>
public sealed class ApplicationDomain
{
    /// <summary>The domain.</summary>
    public string Domain { get; init; } = "";

    /// <summary>What its record must hold.</summary>
    public string Token { get; init; } = "";

    /// <summary>When it was shown to be the applicant's, UTC.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>By what other proof; empty where the record was found.</summary>
    public string Proof { get; init; } = "";

    /// <summary>Who took the other proof; empty where the record was found.</summary>
    public string ProvedBy { get; init; } = "";

    internal long ProverId { get; init; }

    /// <summary>The member organization whose domain this is already, for the secretariat; empty for none.</summary>
    public string Holder { get; init; } = "";
}

internal sealed class ReadOwnApplicationHandler(Work work) : IRequestHandler<ReadOwnApplication, OwnApplication>
{
    public async Task<OwnApplication> Handle(ReadOwnApplication request, CancellationToken cancellation)
    {
        var hash = Ids.Hash(request.Secret);
        var found = await work.First<OwnApplication>(
            $"""
            SELECT a.id, a.ref AS reference, a.name, a.status, a.reasons, a.created_at, a.decided_at, a.wants_sponsor,
                   (SELECT COUNT(*) FROM application_sponsor s JOIN organization o ON o.id = s.organization_id WHERE s.application_id = a.id AND s.withdrawn_at IS NULL AND o.status = {OrganizationStatus.Active:d}) AS sponsors,
                   (SELECT COUNT(*) FROM application_statement t WHERE t.application_id = a.id) AS criteria,
                   (SELECT COUNT(DISTINCT c.criterion_id) FROM application_check c WHERE c.application_id = a.id) AS checked
            FROM application a WHERE a.secret_hash = @hash
            """,
            new { hash }) ?? throw new NotFoundException();
        found.Domains = await work.All<ApplicationDomain>("SELECT domain, token, verified_at FROM application_domain WHERE application_id = @id ORDER BY domain", new { id = found.Id });
        var link = await work.First<Link>("SELECT expires_at, used_at FROM set_up_link WHERE secret_hash = @hash", new { hash });
        found.IsSetUp = link?.UsedAt is not null;
        if (link is { UsedAt: null } && link.ExpiresAt > work.Now) found.SetUpUntil = link.ExpiresAt;
        return found;
    }

    private sealed class Link
    {
        public DateTimeOffset ExpiresAt { get; init; }
        public DateTimeOffset? UsedAt { get; init; }
    }
}

/// <summary>Takes an application back; nothing more happens to it.</summary>
/// <param name="Secret">The secret of the private link.</param>
[ForStrangers("It is looked up by the secret of the private link.")]
public sealed record WithdrawApplication(string Secret) : ICommand<bool>;

internal sealed class WithdrawApplicationHandler(Work work) : IRequestHandler<WithdrawApplication, bool>
{
    public async Task<bool> Handle(WithdrawApplication request, CancellationToken cancellation)
    {
        var application = await OpenApplication.TakeOwn(work, request.Secret);
        await work.Execute(
            "UPDATE application SET status = @status, decided_at = @now WHERE id = @id",
            new { status = ApplicationStatus.Withdrawn, now = work.Now, id = application.Id });
        work.Record(new AuditEvent("application.withdrawn", "application", application.Reference));
        return true;
    }
}
