using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Mail;

/// <summary>A member who can be written to: active, of an active organization, able to sign in, with an address, and not tired of mail.</summary>
internal sealed class Recipient
{
    /// <summary>Member <c>m</c>, organization <c>o</c> and connection <c>c</c> of those who can be written to.</summary>
    public const string Reached = """
        FROM member m JOIN organization o ON o.id = m.organization_id JOIN connection c ON c.id = m.connection_id
        WHERE m.status = @admitted AND o.status = @active AND c.enabled = 1 AND m.email <> '' AND m.mail_choice <> @never
        """;

    private const string Columns = "m.id, m.ref AS reference, m.email, m.mail_choice, m.roles, o.id AS organization_id, o.sector, o.active_periods";

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Email { get; init; } = "";
    public MailChoice MailChoice { get; init; }
    public Role Roles { get; init; }
    public long OrganizationId { get; init; }
    public Sector Sector { get; init; }
    public string ActivePeriods { get; init; } = "";

    /// <summary>What the evaluator judges them by, their groups of now among it.</summary>
    public Reader Reader { get; private set; } = Reader.Stranger;

    public static async Task<Recipient?> Find(Work work, long member) =>
        await work.First<Recipient>($"SELECT {Columns} {Reached} AND m.id = @member", new { member, admitted = MemberStatus.Active, active = OrganizationStatus.Active, never = MailChoice.Never }) is { } found ? await found.Load(work) : null;

    /// <summary>Some of them, by a further condition that names <c>@about</c>, in the order of their keys.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="condition">The condition, in SQL.</param>
    /// <param name="about">What the condition is about, by id.</param>
    /// <param name="after">Where they begin.</param>
    /// <param name="most">How many at the most.</param>
    public static async Task<IReadOnlyList<Recipient>> NextBatch(Work work, string condition, long about, long after, int most)
    {
        var found = await work.All<Recipient>(
            $"SELECT {Columns} {Reached} AND m.id > @after AND ({condition}) ORDER BY m.id {work.Dialect.Limit(most)}",
            new
            {
                about, after, admitted = MemberStatus.Active, active = OrganizationStatus.Active, never = MailChoice.Never, @operator = Sector.Operator,
                ofSector = (int)KeyKind.Sector, ofOrganization = (int)KeyKind.Organization, ofMember = (int)KeyKind.Member, ofOriginator = (int)KeyKind.Originator, ofGroup = (int)KeyKind.Group,
            });
        foreach (var one in found) await one.Load(work);
        return found;
    }

    private async Task<Recipient> Load(Work work)
    {
        Reader = new Reader
        {
            MemberId = Id,
            OrganizationId = OrganizationId,
            Sector = Sector,
            Roles = Roles,
            IsActive = true,
            ActivePeriods = Periods.Read(ActivePeriods),
            Groups = await Callers.GroupsOf(work, Id),
        };
        return this;
    }
}
