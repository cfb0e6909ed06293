using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>What a request for information has beyond an item. Reached through its item, whose lookup is the check.</summary>
internal sealed class Request
{
    private const string Columns = "item_id, organization_id, number, legal_basis, answer_by, asked, asked_at, outcome, closed_at";

    public long ItemId { get; init; }
    public long OrganizationId { get; init; }
    public string? Number { get; init; }
    public string LegalBasis { get; init; } = "";
    public DateTimeOffset AnswerBy { get; init; }
    public long? Asked { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public RequestOutcome Outcome { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsOpen => ClosedAt is null && Outcome == RequestOutcome.Open;

    public static async Task<Request> Of(Work work, long itemId) =>
        await work.First<Request>($"SELECT {Columns} FROM request WHERE item_id = @itemId", new { itemId }) ?? throw new NotFoundException();

    /// <summary>Those of these items that are open requests, by the item's id; none in a group that takes nothing new.</summary>
    public static async Task<IReadOnlyDictionary<long, Request>> Open(Work work, IReadOnlyCollection<long> items) =>
        items.Count == 0
            ? new Dictionary<long, Request>()
            : (await work.All<Request>(
                $"""
                SELECT {Columns} FROM request WHERE item_id IN @items AND closed_at IS NULL AND outcome = @open
                  AND NOT {Item.StandsWhereNothingIsAdded}
                """,
                new { items, open = RequestOutcome.Open, chartered = Domain.Groups.GroupStatus.Chartered, now = work.Now })).ToDictionary(one => one.ItemId);

    /// <summary>The condition that the item <c>f.item_id</c> is a request that nobody has closed; it names <c>@open</c>.</summary>
    public const string IsOpenStill = "EXISTS (SELECT 1 FROM request q WHERE q.item_id = f.item_id AND q.closed_at IS NULL AND q.outcome = @open)";

    /// <summary>Finds an open request as somebody who may answer it: a reader of it who does not ask it.</summary>
    public static async Task<(OpenedItem Item, Request Request)> FindToAnswer(Work work, string reference)
    {
        var (item, admission) = await Item.Find(work, reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (item.Kind != RequestKinds.Request) throw new ConflictException("This is no request, so there is nothing to answer.");
        var request = await Of(work, item.Id);
        DemandOpen(request, admission);
        await WorkingGroup.DemandPlaceAtWork(work, item.GroupId);
        if (item.OriginatorId == work.Caller.Reader.OrganizationId) throw new ConflictException("Your own organization asks this.");
        return (item, request);
    }

    /// <summary>Refuses to answer what was closed or withdrawn. An answer that waited for its moment was in time when it was handed in before the closing.</summary>
    public static void DemandOpen(Request request, Admission admission, DateTimeOffset? handedInAt = null)
    {
        var wasInTime = request.Outcome != RequestOutcome.Withdrawn && request.ClosedAt > handedInAt;
        if (admission.Access != Access.Full || (!request.IsOpen && !wasInTime)) throw new ConflictException("The request was closed or withdrawn, so it takes no answers any more.");
    }

    /// <summary>Keeps what the form says of a request, and enters a government's in the register.</summary>
    public static async Task Add(Work work, Publication one, DateTimeOffset answerBy)
    {
        var reader = work.Caller.Reader;

        // How many of a group's organizations the asker sees would tell every company who is in it.
        long? asked = (one.Facts.GroupId ?? one.Audience.Group) is null ? (await AskedOrganizations.Of(work, one.Audience, one.Facts)).Count : null;
        await work.Execute(
            """
            INSERT INTO request (item_id, organization_id, number, legal_basis, answer_by, asked, asked_at, outcome)
            VALUES (@itemId, @organization, @number, @basis, @answerBy, @asked, @now, @open)
            """,
            new
            {
                itemId = one.Id, organization = reader.OrganizationId, number = reader.Sector == Sector.Government ? await NextNumber(work) : null,
                basis = one[RequestKinds.LegalBasis], answerBy, asked, now = work.Now, open = RequestOutcome.Open,
            });
    }

    // Without gaps, so that a quiet request would be missed; two at once stumble over the unique index, and one is tried again.
    private static async Task<string> NextNumber(Work work)
    {
        var year = work.Now.Year;
        var from = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var before = await work.Value<long>("SELECT COUNT(*) FROM request WHERE number IS NOT NULL AND asked_at >= @from AND asked_at < @until", new { from, until = from.AddYears(1) });
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{year}-{before + 1:0000}");
    }
}
