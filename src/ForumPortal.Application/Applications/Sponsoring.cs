using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>The applications for which a member organization is asked to vouch, and those for which the caller's own does, the longest waiting first.</summary>
/// <param name="After">Where the page begins; null for the first.</param>
[Requires(Permission.Publish)]
public sealed record ListSponsoring(string? After = null) : IQuery<SponsoringList>;

/// <summary>One page of them.</summary>
/// <param name="Rows">Those on the page.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SponsoringList(IReadOnlyList<SponsoringRow> Rows, string? Next);

/// <summary>An application as members see it: never its contact.</summary>
public sealed class SponsoringRow
{
    internal long Id { get; init; }

    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The organization's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>A government's sub-type.</summary>
    public GovernmentSubType? SubType { get; init; }

    /// <summary>Where it is established.</summary>
    public string Jurisdiction { get; init; } = "";

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>In which words the caller's own organization vouches; null where it does not.</summary>
    public string? OwnWords { get; init; }
}

/// <summary>One of them, to read before vouching.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Publish)]
public sealed record ReadSponsoring(string Reference) : IQuery<SponsoringPage>;

/// <summary>What a possible sponsor sees.</summary>
/// <param name="Application">The application.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Criteria">What it says to each criterion.</param>
public sealed record SponsoringPage(SponsoringRow Application, IReadOnlyList<ApplicationDomain> Domains, IReadOnlyList<AnsweredCriterion> Criteria);

/// <summary>Vouches for an applicant, for the caller's organization.</summary>
/// <param name="Reference">The application.</param>
/// <param name="Sentence">Why; the secretariat reads it.</param>
[Requires(Permission.Publish)]
public sealed record Vouch(string Reference, [property: Typed("sentence")] string Sentence) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Texts.Prose("sentence", Sentence, 1000, "Say in a sentence why you vouch for it.");
}

/// <summary>Takes back that the caller's organization vouches.</summary>
/// <param name="Reference">The application.</param>
[Requires(Permission.Publish)]
public sealed record WithdrawVouching(string Reference) : ICommand<bool>;

internal static class SponsoringView
{
    /// <summary>The applications <c>a</c> that the caller may see as a possible sponsor.</summary>
    public static readonly string Select = $"""
        SELECT a.id, a.ref AS reference, a.name, a.sector, a.sub_type, a.jurisdiction, a.created_at, s.words AS own_words
        FROM application a LEFT JOIN application_sponsor s ON s.application_id = a.id AND s.organization_id = @own AND s.withdrawn_at IS NULL
        WHERE a.status = {ApplicationStatus.Open:d} AND (a.wants_sponsor = 1 OR s.id IS NOT NULL)
        """;

    /// <summary>The secretariat is neutral.</summary>
    public static void DemandMember(Work work)
    {
        if (work.Caller.Reader.Sector == Sector.Operator) throw new ForbiddenException("The secretariat is neutral: it checks and validates, and vouches for nobody.");
    }

    public static async Task<SponsoringRow> Find(Work work, string reference) =>
        await work.First<SponsoringRow>($"{Select} AND a.ref = @reference", new { reference, own = work.Caller.Reader.OrganizationId }) ?? throw new NotFoundException();
}

internal sealed class ListSponsoringHandler(Work work, Cursor cursor) : IRequestHandler<ListSponsoring, SponsoringList>
{
    private const int PageSize = 25;

    private readonly Cursor cursor = cursor.For("sponsoring");

    public async Task<SponsoringList> Handle(ListSponsoring request, CancellationToken cancellation)
    {
        SponsoringView.DemandMember(work);
        var rows = await work.All<SponsoringRow>(
            $"{SponsoringView.Select} AND a.id > @after ORDER BY a.id {work.Dialect.Limit(PageSize + 1)}",
            new { own = work.Caller.Reader.OrganizationId, after = cursor.Read(work, request, request.After) ?? 0 });
        return new SponsoringList([.. rows.Take(PageSize)], cursor.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }
}

internal sealed class ReadSponsoringHandler(Work work) : IRequestHandler<ReadSponsoring, SponsoringPage>
{
    public async Task<SponsoringPage> Handle(ReadSponsoring request, CancellationToken cancellation)
    {
        SponsoringView.DemandMember(work);
        var found = await SponsoringView.Find(work, request.Reference);
        var domains = await work.All<ApplicationDomain>("SELECT domain, verified_at FROM application_domain WHERE application_id = @id ORDER BY domain", new { id = found.Id });
        return new SponsoringPage(found, domains, await AnsweredCriterion.Of(work, found.Id));
    }
}

internal sealed class VouchHandler(Work work) : IRequestHandler<Vouch, bool>
{
    public async Task<bool> Handle(Vouch request, CancellationToken cancellation)
    {
        SponsoringView.DemandMember(work);
        var found = await SponsoringView.Find(work, request.Reference);
        await OpenApplication.Take(work, request.Reference);

        // Read again, now that nobody else can change it.
        found = await SponsoringView.Find(work, request.Reference);
        if (found.OwnWords is not null) throw new ConflictException("Your organization vouches for this applicant already.");
        await work.Execute(
            "INSERT INTO application_sponsor (id, application_id, organization_id, member_id, words, at) VALUES (@id, @application, @organization, @member, @words, @now)",
            new { id = Ids.Next(work.Now), application = found.Id, organization = work.Caller.Reader.OrganizationId, member = work.Caller.Reader.MemberId, words = request.Sentence.Trim(), now = work.Now });
        work.Record(new AuditEvent("application.vouched-for", "application", request.Reference));
        return true;
    }
}

internal sealed class WithdrawVouchingHandler(Work work) : IRequestHandler<WithdrawVouching, bool>
{
    public async Task<bool> Handle(WithdrawVouching request, CancellationToken cancellation)
    {
        SponsoringView.DemandMember(work);
        var found = await SponsoringView.Find(work, request.Reference);
        await OpenApplication.Take(work, request.Reference);
        var changed = await work.Execute(
            "UPDATE application_sponsor SET withdrawn_at = @now WHERE application_id = @id AND organization_id = @own AND withdrawn_at IS NULL",
            new { now = work.Now, id = found.Id, own = work.Caller.Reader.OrganizationId });
        if (changed == 0) throw new ConflictException("Your organization does not vouch for this applicant.");
        work.Record(new AuditEvent("application.vouching-withdrawn", "application", request.Reference));
        return true;
    }
}
