using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Suspends an organization, lets it back in, or parts with it for good; counts from the next request of its people.</summary>
/// <param name="Handle">Which.</param>
/// <param name="Seen">What it was when the page was opened; refused when it is something else.</param>
/// <param name="Status">What it is to be.</param>
/// <param name="Reason">Why, for the secretariat.</param>
[Requires(Permission.OperateForum)]
public sealed record ChangeOrganizationStatus(string Handle, OrganizationStatus Seen, OrganizationStatus Status, [property: Typed("reason")] string Reason) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason.");
        if (Reason.Length > 2000) yield return new("reason", $"The reason has {Reason.Length:N0} characters; the longest is 2,000. Shorten it.");
    }
}

internal sealed class ChangeOrganizationStatusHandler(Work work, IEnumerable<IDeparture> departures) : IRequestHandler<ChangeOrganizationStatus, bool>
{
    public async Task<bool> Handle(ChangeOrganizationStatus request, CancellationToken cancellation)
    {
        var organization = await OrganizationLife.Find(work, request.Handle) ?? throw new NotFoundException();
        if (organization.Status != request.Seen) throw new ConflictException($"This organization is {Domain.Words.Of(organization.Status)} since you opened the page. Look at it again.");
        await organization.ChangeStatus(request.Status, request.Reason.Trim());
        if (request.Status != OrganizationStatus.Departed) return true;
        foreach (var departure in departures) await departure.OfOrganization(organization.Id);
        return true;
    }
}

/// <summary>An organization, listed or not, with what became of it: for the secretariat.</summary>
/// <param name="Handle">Which.</param>
[Requires(Permission.OperateForum)]
public sealed record ReadStatus(string Handle) : IQuery<OrganizationState>;

/// <summary>All organizations, listed or not, by name: for the secretariat.</summary>
/// <param name="Status">Of this status only.</param>
/// <param name="After">The handle of the last one on the page before; empty for the first page.</param>
[Requires(Permission.OperateForum)]
public sealed record ListStates(OrganizationStatus? Status = null, string After = "") : IQuery<StatePage>;

/// <summary>One page of them.</summary>
/// <param name="Organizations">Those on the page.</param>
/// <param name="Next">The handle of its last one; null at the end.</param>
public sealed record StatePage(IReadOnlyList<OrganizationState> Organizations, string? Next);

/// <summary>What the secretariat knows of an organization.</summary>
public sealed class OrganizationState : DirectoryRow
{
    internal long Id { get; init; }

    /// <summary>Where it stands.</summary>
    public OrganizationStatus Status { get; init; }

    /// <summary>1 where the directory shows it.</summary>
    public long Listed { get; init; }

    /// <summary>Since when it has been a member, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What became of it, the latest first.</summary>
    public IReadOnlyList<StatusChange> Changes { get; internal set; } = [];
}

/// <summary>A change of an organization's status.</summary>
public sealed class StatusChange
{
    /// <summary>What it became.</summary>
    public OrganizationStatus Status { get; init; }

    /// <summary>Why; empty where the command line did it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who did it; empty for the command line.</summary>
    public string Member { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

internal static class States
{
    public const string Select = """
        SELECT o.id, o.handle, o.name, o.sector, o.sub_type, o.jurisdiction, o.status, o.listed, o.created_at
        FROM organization o
        """;
}

internal sealed class ReadStatusHandler(Work work) : IRequestHandler<ReadStatus, OrganizationState>
{
    public async Task<OrganizationState> Handle(ReadStatus request, CancellationToken cancellation)
    {
        var found = await work.First<OrganizationState>($"{States.Select} WHERE o.handle = @handle", new { handle = request.Handle }) ?? throw new NotFoundException();
        found.Changes = await work.All<StatusChange>(
            """
            SELECT c.status, c.reason, COALESCE(m.name, '') AS member, c.at
            FROM organization_status_change c LEFT JOIN member m ON m.id = c.member_id WHERE c.organization_id = @id ORDER BY c.id DESC
            """,
            new { id = found.Id });
        return found;
    }
}

internal sealed class ListStatesHandler(Work work) : IRequestHandler<ListStates, StatePage>
{
    private const int PageSize = 50;

    public async Task<StatePage> Handle(ListStates request, CancellationToken cancellation)
    {
        var rows = await work.All<OrganizationState>(
            $"""
            {States.Select}
            WHERE (@status = 0 OR o.status = @status)
              AND (@after = '' OR EXISTS (SELECT 1 FROM organization b WHERE b.handle = @after AND (o.name > b.name OR (o.name = b.name AND o.handle > b.handle))))
            ORDER BY o.name, o.handle {work.Dialect.Limit(PageSize + 1)}
            """,
            new { status = (long)(request.Status ?? 0), after = request.After });
        return new StatePage([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Handle : null);
    }
}
