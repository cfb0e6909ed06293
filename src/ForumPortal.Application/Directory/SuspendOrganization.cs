using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Shuts an organization out: its people's sessions end, and their next request is refused. What it has published stays.</summary>
/// <param name="Handle">The organization's handle.</param>
[OnlyTheProgram]
public sealed record SuspendOrganization(string Handle) : ICommand<bool>;

/// <summary>Lets a suspended organization back in; its people sign in anew.</summary>
/// <param name="Handle">The organization's handle.</param>
[OnlyTheProgram]
public sealed record ReactivateOrganization(string Handle) : ICommand<bool>;

internal sealed class SuspendOrganizationHandler(Work work) : IRequestHandler<SuspendOrganization, bool>
{
    public async Task<bool> Handle(SuspendOrganization request, CancellationToken cancellation)
    {
        var organization = await SuspendedOrganization.Find(work, request.Handle, OrganizationStatus.Active, "is not active");
        if (organization.Sector == Sector.Operator)
            throw new InvalidException("organization", "The secretariat cannot be suspended: nobody could operate the forum. Suspend its members.");
        var periods = Callers.ReadPeriods(organization.ActivePeriods).Select(period => period.Until is null ? period with { Until = work.Now } : period);
        await organization.Become(work, OrganizationStatus.Suspended, periods);
        await work.Execute(
            "UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE ended_at IS NULL AND member_id IN (SELECT id FROM member WHERE organization_id = @id)",
            new { now = work.Now, id = organization.Id });
        work.Record(new AuditEvent("organization.suspended", "organization", request.Handle) { OrganizationId = organization.Id });
        return true;
    }
}

internal sealed class ReactivateOrganizationHandler(Work work) : IRequestHandler<ReactivateOrganization, bool>
{
    public async Task<bool> Handle(ReactivateOrganization request, CancellationToken cancellation)
    {
        var organization = await SuspendedOrganization.Find(work, request.Handle, OrganizationStatus.Suspended, "is not suspended");
        await organization.Become(work, OrganizationStatus.Active, Callers.ReadPeriods(organization.ActivePeriods).Append(new Period(work.Now, null)));
        work.Record(new AuditEvent("organization.reactivated", "organization", request.Handle) { OrganizationId = organization.Id });
        return true;
    }
}

internal sealed class SuspendedOrganization
{
    public long Id { get; init; }
    public Sector Sector { get; init; }
    public OrganizationStatus Status { get; init; }
    public string ActivePeriods { get; init; } = "";

    public static async Task<SuspendedOrganization> Find(Work work, string handle, OrganizationStatus demanded, string otherwise)
    {
        var found = await work.First<SuspendedOrganization>("SELECT id, sector, status, active_periods FROM organization WHERE handle = @handle", new { handle })
            ?? throw new InvalidException("organization", $"There is no organization with the handle '{handle}'.");
        return found.Status == demanded ? found : throw new ConflictException($"The organization '{handle}' {otherwise}.");
    }

    // Times at which it was shut out stay out of what it may read later: they are gaps between the periods.
    public Task Become(Work work, OrganizationStatus status, IEnumerable<Period> periods) =>
        work.Execute("UPDATE organization SET status = @status, active_periods = @periods WHERE id = @id", new { status, periods = Callers.Write(periods), id = Id });
}
