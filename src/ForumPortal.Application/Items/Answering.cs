using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>What publishing a request, or an answer to one, must keep to.</summary>
internal static class Answering
{
    private const int LongestBasis = 300;

    public static IEnumerable<FieldError> RequestErrors(ItemForm form, DateTimeOffset? answerBy, DateTimeOffset? embargo, DateTimeOffset now)
    {
        if (answerBy is null && string.IsNullOrWhiteSpace(form.AnswerBy)) yield return new("answer-by", "Say until when answers are wanted.");
        if (answerBy <= now) yield return new("answer-by", "That time has passed. Choose a later one.");
        if (answerBy <= embargo) yield return new("answer-by", "Answers would be wanted before the embargo ends. Choose a later time.");
        if (!string.IsNullOrWhiteSpace(form.AcknowledgeBy)) yield return new("acknowledge", "A request wants answers, and who acknowledged it could be held against an answer that names nobody. Leave it empty.");
        if (form.Attribution == AttributionPolicy.Unattributed) yield return new("attribution", "Whoever asks is named: the portal takes no quiet requests.");
        if (form.LegalBasis.Length > LongestBasis || !Lines.IsOne(form.LegalBasis)) yield return new("basis", $"The legal basis is one line of at most {LongestBasis} characters.");
    }

    /// <summary>The request that a draft answers, as one who may answer it now.</summary>
    public static async Task<Item> Find(Work work, long id)
    {
        var asked = await Item.Load(work, [id]) is [var one] ? one : null;
        var admission = asked?.Admits(work) ?? Admission.Refused;
        if (asked is null || !admission.IsVisible) throw new ConflictException("You cannot read the request any more that this answers. Copy your text into a new item.");
        Request.DemandOpen(await Request.Of(work, id), admission);
        await WorkingGroup.DemandPlaceAtWork(work, asked.GroupId);
        return asked;
    }

    /// <summary>Whether a request is open and waits for that organization, which has not answered it under its own name.</summary>
    public static async Task<bool> IsAwaited(Work work, Item asked, long organization) =>
        asked.Kind == ItemKind.Request && asked.OriginatorId != organization && (await Request.Open(work, [asked.Id])).Count > 0 && !(await ByName(work, asked.Id)).Contains(organization);

    /// <summary>The organizations that have answered a request under their own name, or said that they have nothing to add.</summary>
    public static async Task<IReadOnlySet<long>> ByName(Work work, long request) =>
        (await work.All<long>(
            """
            SELECT originator_id FROM item WHERE answers_id = @request AND attribution <> @unattributed
            UNION SELECT organization_id FROM nothing_to_add WHERE request_id = @request
            """,
            new { request, unattributed = AttributionPolicy.Unattributed })).ToHashSet();

    /// <summary>The audience of an answer that the asker alone reads.</summary>
    public static async Task<ResolvedAudience> Private(Work work, ItemForm form, Item? asked, List<FieldError> errors)
    {
        if (asked is null) throw new InvalidException("kind", "This answers no request. Choose what it is.");
        var least = PrivateAnswer.Label(asked.Label);
        var label = form.Audience.Label ?? least;
        if (label < least) errors.Add(new("label", $"An answer that the asker alone reads is {least.Text()} or higher."));
        var audience = PrivateAnswer.Audience(asked, label);
        var asker = new NamedOrganization(asked.OriginatorId, asked.OriginatorName, await SectorOf(work, asked.OriginatorId));
        return new ResolvedAudience(audience, new NamedOrganization(work.Caller.Reader.OrganizationId, work.Caller.OrganizationName, work.Caller.Reader.Sector), [asker], [], []) { StandsIn = asked.GroupId };
    }

    /// <summary>Refuses an answer that whoever asked could not read.</summary>
    public static async Task DemandAskerReads(Work work, Item asked, Audience audience, ItemFacts item)
    {
        var asker = await work.First<Asker>("SELECT m.roles, o.sector, o.active_periods FROM member m JOIN organization o ON o.id = m.organization_id WHERE m.id = @id", new { id = asked.AuthorId });
        var group = audience.Group ?? item.GroupId;

        // Whether they are in a group whose members do not see each other is not for the writer to find out, unless they asked in it.
        var isKnown = asked.GroupId == group && await Memberships.AreHidden(work, group) || (await Memberships.KnownIn(work, group)).Contains(asked.AuthorId);
        var reader = new Reader(asked.AuthorId, asked.OriginatorId, asker!.Sector, asker.Roles, true, Callers.ReadPeriods(asker.ActivePeriods), Memberships.Held(group, isKnown));
        if (!audience.Admits(item with { EmbargoUntil = null, ExpiresAt = null }, reader, false, work.Now).OpensContent)
            throw new InvalidException("grants", $"{asked.OriginatorName}, who asks, could not read it. Release it to them, or answer privately.");
    }

    private static Task<Sector> SectorOf(Work work, long organization) => work.Value<Sector>("SELECT sector FROM organization WHERE id = @organization", new { organization });

    private sealed class Asker
    {
        public Role Roles { get; init; }
        public Sector Sector { get; init; }
        public string ActivePeriods { get; init; } = "";
    }
}

/// <summary>A request was answered: whoever asked is told.</summary>
/// <param name="ItemId">The answer.</param>
/// <param name="RequestId">The request.</param>
public sealed record RequestAnswered(long ItemId, long RequestId) : IEvent;

internal sealed class TellAsker(Work work) : IEventHandler<RequestAnswered>
{
    public async Task Handle(RequestAnswered one, CancellationToken cancellation) =>
        await Notices.Tell(work, one.ItemId, ItemChange.Answered, await work.Value<long>("SELECT author_id FROM item WHERE id = @id", new { id = one.RequestId }));
}
