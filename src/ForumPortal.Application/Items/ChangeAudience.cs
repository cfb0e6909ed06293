using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>The label and audience as they stand, for the originator who means to change them.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Publish)]
public sealed record ReadAudience(string Reference) : IQuery<AudiencePage>;

/// <summary>An item and its audience as a form.</summary>
/// <param name="Item">The item, without its text.</param>
/// <param name="Form">The audience.</param>
public sealed record AudiencePage(ItemPage Item, AudienceForm Form)
{
    /// <summary>The item that it is derived from, while the reader may see that; else null.</summary>
    public string? ParentReference { get; init; }
}

internal sealed class ReadAudienceHandler(Work work) : IRequestHandler<ReadAudience, AudiencePage>
{
    public async Task<AudiencePage> Handle(ReadAudience request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.FindOwn(work, request.Reference);
        var page = ReadItemHandler.Page(item, admission) with { Title = admission.OpensContent ? item.Title : "" };
        var parent = item.DerivedFromId is { } id ? (await Item.Load(work, [id])).FirstOrDefault(one => one.Admits(work).IsVisible) : null;
        return new AudiencePage(page, await AudienceForms.Of(work, item)) { ParentReference = parent?.Reference };
    }
}

/// <summary>
/// An onward release: lowers the label or admits more people, and takes nobody away. Told to earlier readers. Answers whether it is in effect: of an
/// unattributed item it is handed in, and takes effect at a random moment.
/// </summary>
/// <param name="Reference">Which.</param>
/// <param name="Form">The whole audience as it is to be.</param>
/// <param name="SectorsAsOfToday">Whether the granted sectors stand for their organizations of today as well.</param>
[Requires(Permission.Publish)]
public sealed record ReleaseOnward(string Reference, AudienceForm Form, bool SectorsAsOfToday = false) : ICommand<bool>, IValidated
{
    /// <summary>Of an unattributed item: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => EffectSpan.Fault(SpanHours) is { } fault ? [new("span", fault)] : [];
}

/// <summary>Raises the label or takes people away, and admits nobody. Takes effect at once, unless the originator of an unattributed item chooses a random moment. Answers whether it is in effect.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Form">The whole audience as it is to be.</param>
[Requires(Permission.Publish)]
public sealed record NarrowItem(string Reference, AudienceForm Form) : ICommand<bool>
{
    /// <summary>Of an unattributed item: whether it is done although its readers may then find out whose it is.</summary>
    public bool EvenIfFound { get; init; }

    /// <summary>Of an unattributed item: whether it waits for a random moment, because whoever watches can see the moment at which it is done.</summary>
    public bool Waits { get; init; }
}

internal sealed class ReleaseOnwardHandler(Work work, IEnumerable<IItemRule> rules) : IRequestHandler<ReleaseOnward, bool>
{
    public async Task<bool> Handle(ReleaseOnward request, CancellationToken cancellation)
    {
        var item = await AudienceChanges.Find(work, request.Reference);
        var resolved = await AudienceResolution.Resolve(work, request.Form, work.Now);
        var old = item.Rule;

        // What is granted stays granted as it was; a sector that is new, or released anew, stands for its organizations of now.
        var added = resolved.Audience.Sectors.Where(grant => request.SectorsAsOfToday || old.Sectors.All(one => one.Sector != grant.Sector));
        var kept = old.Sectors.Where(one => resolved.Audience.Sectors.Any(grant => grant.Sector == one.Sector));
        var asked = resolved with { Audience = resolved.Audience with { Sectors = [.. kept.Concat(added).Distinct()] } };
        var label = request.Form.Label ?? item.Label;
        AudienceChanges.Demand(asked.Errors(label).Concat(AudienceChanges.AgainstMoving(item, asked)).Concat(Contradictions.Errors(AudienceChange.AgainstRelease(item.Label, old, label, asked.Audience))));
        if (item.IsUnattributed)
        {
            var authors = await Anonymity.Demand(work, asked.Audience, item.Facts with { Label = label }, item);
            AudienceChanges.DemandChange(item, label, asked.Audience);
            if (work.Caller.Effect is null)
            {
                await DeferredActs.Keep(work, request, new Deferral(request.SpanHours) { ItemId = item.Id, IsAlone = true });
                return false;
            }
            await PossibleAuthors.DemandPresence(work, authors);
            await PossibleAuthors.Keep(work, item.Id, authors);
        }
        await AudienceChanges.Write(work, item, label, asked.Audience, ItemChange.ReleasedOnward);
        foreach (var rule in rules) rule.ReleasedOnward(work, item);
        return true;
    }
}

internal sealed class NarrowItemHandler(Work work) : IRequestHandler<NarrowItem, bool>
{
    public async Task<bool> Handle(NarrowItem request, CancellationToken cancellation)
    {
        var item = await AudienceChanges.Find(work, request.Reference);
        var resolved = await AudienceResolution.Resolve(work, request.Form, work.Now);
        var old = item.Rule;

        // A sector that stood for its organizations of some moment goes on standing for those.
        var sectors = resolved.Audience.Sectors.SelectMany(grant => old.Sectors.Where(one => one.Sector == grant.Sector).DefaultIfEmpty(grant));
        var asked = resolved with { Audience = resolved.Audience with { Sectors = [.. sectors.Distinct()] } };
        var label = request.Form.Label ?? item.Label;
        if (label >= TlpLabel.Amber) asked = asked with { Audience = asked.Audience with { Sectors = [.. asked.Audience.Sectors.Select(grant => grant with { AsOf = grant.AsOf ?? work.Now })] } };
        var admitted = await AdmittedNow(item, resolved);
        AudienceChanges.Demand(asked.Errors(label).Concat(AudienceChanges.AgainstMoving(item, asked)).Concat(Contradictions.Errors(AudienceChange.AgainstNarrowing(item.Label, old, label, asked.Audience, admitted.Contains))));
        if (item.IsUnattributed && !await MayNarrow(request, item, asked.Audience, item.Facts with { Label = label })) return false;
        await AudienceChanges.Write(work, item, label, asked.Audience, ItemChange.Narrowed);
        return true;
    }

    // Taking people away is never refused for its number: whoever does it is told what may follow, and says that it shall be done.
    private async Task<bool> MayNarrow(NarrowItem request, OpenedItem item, Audience audience, ItemFacts facts)
    {
        var authors = await Anonymity.Measure(work, audience, facts, item);
        if (AudienceRules.Elimination(AttributionPolicy.Unattributed, authors) is not null && !request.EvenIfFound)
            throw new InvalidException("anyway", "So few organizations could then have published it that its readers may find out whose it is. Withdraw it instead, or tick that it is narrowed all the same.");
        if (request.Waits && work.Caller.Effect is null)
        {
            AudienceChanges.DemandChange(item, facts.Label, audience);
            await DeferredActs.Keep(work, request, new Deferral(EffectSpan.UsualHours) { ItemId = item.Id, IsAlone = true });
            return false;
        }
        await PossibleAuthors.DemandPresence(work, authors);
        await PossibleAuthors.Keep(work, item.Id, authors);
        return true;
    }

    private async Task<HashSet<long>> AdmittedNow(Item item, ResolvedAudience resolved)
    {
        var ids = resolved.Organizations.Select(one => one.Id).Concat(resolved.Members.Select(one => one.Organization.Id)).Append(0).ToList();
        var periods = (await work.All<Row>("SELECT id, active_periods FROM organization WHERE id IN @ids", new { ids })).ToDictionary(row => row.Id, row => row.ActivePeriods);
        var facts = item.Facts with { EmbargoUntil = null, ExpiresAt = null };
        var group = item.GroupId ?? item.Rule.Group;
        var known = await Memberships.KnownIn(work, group);
        bool Admits(long member, NamedOrganization organization) => item.Rule.Admits(
            facts,
            new Reader
            {
                MemberId = member,
                OrganizationId = organization.Id,
                Sector = organization.Sector,
                Roles = Role.Reader,
                IsActive = true,
                ActivePeriods = Periods.Read(periods[organization.Id]),
                Groups = Memberships.Held(group, known.Contains(member)),
            },
            false,
            work.Now).OpensContent;
        return
        [
            .. resolved.Organizations.Where(one => Admits(-1, one)).Select(one => one.Id),
            .. resolved.Members.Where(one => Admits(one.Id, one.Organization)).Select(one => one.Id),
        ];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string ActivePeriods { get; init; } = "";
    }
}

internal static class AudienceChanges
{
    /// <summary>Refuses to take an item out of the working group that it stands in, or to put one in.</summary>
    public static IEnumerable<FieldError> AgainstMoving(Item item, ResolvedAudience asked)
    {
        if (item.GroupId != asked.StandsIn && item.GroupId is not null)
            yield return new("grants", "It stands in a working group and stays there. To tell others, derive a threat summary for them.");
    }

    public static async Task<OpenedItem> Find(Work work, string reference)
    {
        var (item, admission) = await Item.FindOwn(work, reference);
        return admission.OpensContent ? item : throw new ConflictException("It has been withdrawn, so its audience cannot change any more.");
    }

    public static void Demand(IEnumerable<FieldError> errors)
    {
        var all = errors.DistinctBy(error => error.Message).ToList();
        if (all.Count > 0) throw new InvalidException(all);
    }

    /// <summary>Refuses a change that is none.</summary>
    public static void DemandChange(OpenedItem item, TlpLabel label, Audience audience)
    {
        if (AudienceText.Write(audience) == AudienceText.Write(item.Rule) && label == item.Label) throw new InvalidException("grants", "Nothing has changed. Change the label or the audience first.");
    }

    public static async Task Write(Work work, OpenedItem item, TlpLabel label, Audience audience, EventKind change)
    {
        var facts = item.Facts with { Label = label };
        DemandChange(item, label, audience);
        var changed = await work.Execute(
            "UPDATE item SET label = @label, audience = @audience WHERE id = @id AND audience = @old AND label = @oldLabel",
            new { label, audience = AudienceText.Write(audience), id = item.Id, old = item.Audience, oldLabel = item.Label });
        if (changed == 0) throw new ConflictException("Somebody changed its audience meanwhile. Look at it once more.");
        await FormerAudience.Keep(work, item);
        await Item.DeleteKeys(work, item.Id);
        await Item.WriteKeys(work, item.Id, item.Position, item.Kind, item.Attribution, item.AcknowledgeBy, audience, facts);
        var from = change == ItemChange.ReleasedOnward && item.Revision > 1 ? $"From revision {item.Revision} on." : "";
        var detail = $"{(label == item.Label ? "" : $"{item.Label.Text()} became {label.Text()}.")} {from}".Trim();
        work.Raise(new Event(change) { ItemId = item.Id, Detail = detail });

        // Those who are let in are asked what the others were asked before.
        if (change == ItemChange.ReleasedOnward && item.AcknowledgeBy is not null) work.Raise(new Event(ItemChange.AcknowledgementWanted) { ItemId = item.Id });
        work.Record(item.Event(change == ItemChange.Narrowed ? "briefing.narrowed" : "briefing.released-onward") with { Detail = $"{item.Label.Text()} to {label.Text()}" });
    }
}
