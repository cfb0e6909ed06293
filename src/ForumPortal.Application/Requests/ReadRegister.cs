using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>The register of governments' requests, without the questions: every company sees all of it, others what their own organization asked.</summary>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.Read)]
public sealed record ReadRegister(string? After = null) : IQuery<RegisterPage>;

/// <summary>One page of the register.</summary>
/// <param name="IsWhole">Whether the caller sees every government's requests.</param>
/// <param name="Rows">Its rows, the newest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record RegisterPage(bool IsWhole, IReadOnlyList<RegisterRow> Rows, string? Next);

/// <summary>A government's request in the register.</summary>
public sealed class RegisterRow
{
    /// <summary>Its number, without gaps in each year.</summary>
    public string Number { get; init; } = "";

    /// <summary>Who asked.</summary>
    public string Organization { get; init; } = "";

    /// <summary>The legal basis; empty for voluntary.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>When it was asked, UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How many organizations were asked that the asker could see in the directory; null where it was asked in a working group.</summary>
    public long? Asked { get; init; }

    /// <summary>How it ended.</summary>
    public RequestOutcome Outcome { get; init; }

    internal long ItemId { get; init; }
}

internal sealed class ReadRegisterHandler(Work work, Cursor cursor) : IRequestHandler<ReadRegister, RegisterPage>
{
    private const int PageSize = 50;

    private readonly Cursor cursor = cursor.For("register");

    public async Task<RegisterPage> Handle(ReadRegister request, CancellationToken cancellation)
    {
        var isWhole = work.Caller.Reader.Sector == Sector.Company;
        var rows = await work.All<RegisterRow>(
            $"""
            SELECT r.item_id, r.number, o.name AS organization, r.legal_basis, r.asked_at, r.asked, r.outcome
            FROM request r JOIN organization o ON o.id = r.organization_id
            WHERE r.number IS NOT NULL AND r.item_id < @before AND (@whole = 1 OR r.organization_id = @own)
            ORDER BY r.item_id DESC {work.Dialect.Limit(PageSize + 1)}
            """,
            new { before = cursor.Read(work, request, request.After) ?? long.MaxValue, whole = isWhole ? 1 : 0, own = work.Caller.Reader.OrganizationId });
        return new RegisterPage(isWhole, [.. rows.Take(PageSize)], cursor.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].ItemId : null));
    }
}
