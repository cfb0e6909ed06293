using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Sign-ins that failed or were refused, the newest first: for the operator, while nobody can sign in to read the record.</summary>
/// <param name="Reference">The reference that the person saw; null for the last ones.</param>
[OnlyTheProgram]
public sealed record ListSignInFailures(string? Reference = null) : IQuery<IReadOnlyList<SignInFailure>>;

/// <summary>A sign-in that failed or was refused.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Reference">The reference that the person saw.</param>
/// <param name="Organization">Through whose connection; empty where none is known.</param>
/// <param name="Reason">Why.</param>
public sealed record SignInFailure(DateTimeOffset At, string Reference, string Organization, string Reason);

internal sealed class ListSignInFailuresHandler(Work work) : IRequestHandler<ListSignInFailures, IReadOnlyList<SignInFailure>>
{
    private const int Most = 20;
    private static readonly string[] Actions = ["sign-in.failed", "sign-in.refused"];

    public async Task<IReadOnlyList<SignInFailure>> Handle(ListSignInFailures request, CancellationToken cancellation)
    {
        var rows = await work.All<Row>(
            $"""
            SELECT e.at, v.request_id AS reference, COALESCE(o.name, '') AS organization, e.detail, e.outcome
            FROM audit_entry e JOIN audit_value v ON v.seq = e.seq LEFT JOIN organization o ON o.id = v.organization_id
            WHERE e.action IN @actions AND (@Reference IS NULL OR v.request_id = @Reference) ORDER BY e.seq DESC {work.Dialect.Limit(Most)}
            """,
            new { actions = Actions, request.Reference });
        return [.. rows.Select(row => new SignInFailure(row.At, row.Reference, row.Organization, row.Detail.Length > 0 ? row.Detail : $"refused: {row.Outcome}"))];
    }

    private sealed class Row
    {
        public DateTimeOffset At { get; init; }
        public string Reference { get; init; } = "";
        public string Organization { get; init; } = "";
        public string Detail { get; init; } = "";
        public string Outcome { get; init; } = "";
    }
}
