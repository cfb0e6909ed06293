using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>What an answer to a request must keep to.</summary>
internal static class AnswerRules
{
    /// <summary>The request that a draft answers, as one who may answer it now.</summary>
    public static async Task<Item> Find(Work work, long id)
    {
        var asked = await Item.Load(work, [id]) is [var one] ? one : null;
        var admission = asked?.Admits(work) ?? Admission.Refused;
        if (asked is null || !admission.IsVisible) throw new ConflictException("You cannot read the request any more that this answers. Copy your text into a new item.");
        Request.DemandOpen(await Request.Of(work, id), admission, work.Caller.Effect?.HandedInAt);
        await WorkingGroup.DemandPlaceAtWork(work, asked.GroupId);
        return asked;
    }

    /// <summary>Whether a request is open and waits for that organization, which has not answered it under its own name.</summary>
    public static async Task<bool> IsAwaited(Work work, Item asked, long organization) =>
        asked.Kind == RequestKinds.Request && asked.OriginatorId != organization && (await Request.Open(work, [asked.Id])).Count > 0 && !(await ByName(work, asked.Id)).Contains(organization);

    /// <summary>The organizations that have answered a request under their own name, or said that they have nothing to add.</summary>
    public static async Task<IReadOnlyCollection<long>> ByName(Work work, long request) =>
        new HashSet<long>([
            .. (await ItemRelation.NamedOriginators(work, [request], ItemRelation.Answers)).Select(one => one.Originator),
            .. await work.All<long>("SELECT organization_id FROM nothing_to_add WHERE request_id = @request", new { request }),
        ]);

    /// <summary>The audience of an answer that the asker alone reads.</summary>
    public static async Task<ResolvedAudience> Private(Work work, ItemForm form, Item asked, List<FieldError> errors)
    {
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
        var reader = new Reader
        {
            MemberId = asked.AuthorId,
            OrganizationId = asked.OriginatorId,
            Sector = asker!.Sector,
            Roles = asker.Roles,
            IsActive = true,
            ActivePeriods = Periods.Read(asker.ActivePeriods),
            Groups = Memberships.Held(group, isKnown),
        };
        if (!audience.Admits(item with { EmbargoUntil = null, ExpiresAt = null }, reader, false, work.Now).OpensContent)
            throw new InvalidException("grants", $"{asked.OriginatorName}, who asks, could not read it. Release it to them, or answer privately.");
    }

    /// <summary>Refuses an unattributed answer: whoever could read the request could have answered, but for who asks and who has answered under its own name.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="answered">The request.</param>
    /// <param name="audience">The answer's audience.</param>
    /// <param name="item">The answer.</param>
    /// <param name="onlyAskerReads">Whether it is for the asker alone; else it is a publication, which must stand as one too.</param>
    /// <returns>The organizations that could have given it.</returns>
    public static async Task<IReadOnlyCollection<long>> DemandAnonymity(Work work, Item answered, Audience audience, ItemFacts item, bool onlyAskerReads)
    {
        var possible = (await PossibleAuthors.Of(work, answered.Rule, answered.Facts)).Except(await ByName(work, answered.Id)).Where(one => one != answered.OriginatorId);
        if (!onlyAskerReads) possible = possible.Intersect(await Anonymity.Demand(work, audience, item));
        long[] authors = [.. possible];
        Anonymity.Refuse(AudienceRules.Elimination(authors, onlyAskerReads));
        return authors;
    }

    private static Task<Sector> SectorOf(Work work, long organization) => work.Value<Sector>("SELECT sector FROM organization WHERE id = @organization", new { organization });

    private sealed class Asker
    {
        public Role Roles { get; init; }
        public Sector Sector { get; init; }
        public string ActivePeriods { get; init; } = "";
    }
}
