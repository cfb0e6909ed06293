using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>The one place that changes an organization's status, whoever asks for it.</summary>
internal sealed class OrganizationLife
{
    private Work work = null!;

    public long Id { get; init; }
    public string Handle { get; init; } = "";
    public Sector Sector { get; init; }
    public OrganizationStatus Status { get; init; }
    public string ActivePeriods { get; init; } = "";

    public static async Task<OrganizationLife?> Find(Work work, string handle)
    {
        var found = await work.First<OrganizationLife>("SELECT id, handle, sector, status, active_periods FROM organization WHERE handle = @handle", new { handle });
        if (found is not null) found.work = work;
        return found;
    }

    public static async Task<OrganizationLife> OfCommandLine(Work work, string handle) =>
        await Find(work, handle) ?? throw new InvalidException("organization", $"There is no organization with the handle '{handle}'.");

    /// <summary>Suspended, active again, or departed; refused where that does not follow from what it is.</summary>
    public async Task ChangeStatus(OrganizationStatus status, string reason)
    {
        var follows = status switch
        {
            OrganizationStatus.Suspended => Status == OrganizationStatus.Active,
            OrganizationStatus.Active => Status == OrganizationStatus.Suspended,
            OrganizationStatus.Departed => Status is OrganizationStatus.Active or OrganizationStatus.Suspended,
            _ => false,
        };
        if (!follows) throw new ConflictException($"The organization '{Handle}' is {Domain.Words.Of(Status)}.");
        if (Sector == Sector.Operator) throw new InvalidException("organization", "The secretariat can neither be suspended nor leave: nobody could operate the forum. Suspend its members.");

        // Times at which it was shut out stay out of what it may read later: they are gaps between the periods.
        var periods = Periods.Read(ActivePeriods);
        IEnumerable<Period> after = status == OrganizationStatus.Active
            ? periods.Append(new Period(work.Now, null))
            : periods.Select(period => period.Until is null ? period with { Until = work.Now } : period);
        await work.Execute("UPDATE organization SET status = @status, active_periods = @periods WHERE id = @id", new { status, periods = Periods.Write(after), id = Id });
        if (status != OrganizationStatus.Active) await EndSessions();
        await work.Execute(
            "INSERT INTO organization_status_change (id, organization_id, status, reason, member_id, at) VALUES (@id, @organization, @status, @reason, @member, @now)",
            new { id = Ids.Next(work.Now), organization = Id, status, reason, member = work.Caller.IsProgram ? (long?)null : work.Caller.Reader.MemberId, now = work.Now });
        work.Record(new AuditEvent(Action(status), "organization", Handle) { OrganizationId = Id });
    }

    private static string Action(OrganizationStatus status) => status switch
    {
        OrganizationStatus.Suspended => "organization.suspended",
        OrganizationStatus.Active => "organization.reactivated",
        _ => "organization.departed",
    };

    private Task<int> EndSessions() =>
        work.Execute(
            "UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE ended_at IS NULL AND member_id IN (SELECT id FROM member WHERE organization_id = @id)",
            new { now = work.Now, id = Id });
}
