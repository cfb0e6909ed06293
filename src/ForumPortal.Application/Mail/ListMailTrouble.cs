using ForumPortal.Application.Directory;
using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Mail;

/// <summary>Whether the mail server is to be had, and whose mailbox is refused. Of what is in the mail it says nothing: not even how many there are, or of which kind.</summary>
/// <param name="After">Where the page begins; null for the first.</param>
[Requires(Permission.OperateForum)]
public sealed record ListMailTrouble(string? After = null) : IQuery<MailTrouble>;

/// <summary>What stands in the way of mail.</summary>
/// <param name="FailingSince">Since when the mail server does not answer, UTC; null where it does.</param>
/// <param name="Trouble">Why.</param>
/// <param name="NextTryAt">When it is tried again, UTC.</param>
/// <param name="Rows">Whose mailbox is refused.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record MailTrouble(DateTimeOffset? FailingSince, string Trouble, DateTimeOffset? NextTryAt, IReadOnlyList<MailTroubleRow> Rows, string? Next);

/// <summary>A mailbox that is refused.</summary>
public sealed class MailTroubleRow
{
    internal long Id { get; init; }

    internal string Name { get; init; } = "";

    internal string Organization { get; init; } = "";

    internal long IsListed { get; init; }

    internal long IsMember { get; init; }

    internal long Failed { get; init; }

    /// <summary>Names the mailbox's last refused mail, for trying again and dropping.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Whose: as far as the directory shows them.</summary>
    public string Whose => IsMember == 0 ? "An applicant or an invited person" : IsListed == 1 ? $"{Name}, {Organization}" : "A person who is not listed";

    /// <summary>What the refusal was, in the portal's words.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Whether it was given up.</summary>
    public bool IsGivenUp => Failed == 1;

    /// <summary>When it is tried next, UTC; without meaning where it was given up.</summary>
    public DateTimeOffset DueAt { get; init; }
}

internal sealed class ListMailTroubleHandler(Work work, Cursor cursor) : IRequestHandler<ListMailTrouble, MailTrouble>
{
    private const int PageSize = 25;

    private readonly Cursor cursor = cursor.For("mail-trouble");

    public async Task<MailTrouble> Handle(ListMailTrouble request, CancellationToken cancellation)
    {
        var state = await work.First<State>("SELECT failing_since, next_try_at, trouble FROM mail_server");
        var rows = await work.All<MailTroubleRow>(
            $"""
            SELECT x.id, x.ref AS reference, x.trouble, x.due_at, CASE WHEN x.status = @failed THEN 1 ELSE 0 END AS failed,
                   COALESCE(m.name, '') AS name, COALESCE(o.name, '') AS organization, CASE WHEN m.id IS NULL THEN 0 ELSE 1 END AS is_member,
                   CASE WHEN {Visibility.OfOrganization} AND {Visibility.OfPerson} THEN 1 ELSE 0 END AS is_listed
            FROM delivery x LEFT JOIN member m ON m.id = x.member_id LEFT JOIN organization o ON o.id = m.organization_id
            WHERE x.status IN @refused AND x.trouble <> '' AND x.id < @before
              AND NOT EXISTS (SELECT 1 FROM delivery y WHERE y.member_id = x.member_id AND y.status IN @refused AND y.trouble <> '' AND y.id > x.id)
            ORDER BY x.id DESC {work.Dialect.Limit(PageSize + 1)}
            """,
            new { failed = MailStatus.Failed, refused = new[] { MailStatus.Waiting, MailStatus.Failed }, before = cursor.Read(work, request, request.After) ?? long.MaxValue, ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId });
        return new MailTrouble(
            state?.FailingSince, state?.Trouble ?? "", state?.NextTryAt,
            [.. rows.Take(PageSize)], cursor.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }

    private sealed class State
    {
        public DateTimeOffset? FailingSince { get; init; }
        public DateTimeOffset NextTryAt { get; init; }
        public string Trouble { get; init; } = "";
    }
}
