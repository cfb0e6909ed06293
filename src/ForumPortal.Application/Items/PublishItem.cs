using ForumPortal.Application.Content;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>
/// Publishes what a draft has become. Without a name it is handed in, and published at a random moment of a span under the reference that is answered.
/// Sent twice for one draft, it publishes once and answers the same.
/// </summary>
/// <param name="Draft">The draft's reference.</param>
/// <param name="Form">The item as typed.</param>
[Requires(Permission.Publish)]
public sealed record PublishItem(string Draft, ItemForm Form) : ICommand<string>
{
    // Told together with what only the database can tell, so that whoever publishes learns of everything at once.
    internal IEnumerable<FieldError> Faults()
    {
        foreach (var error in ContentRules.Errors(Form.Title, Form.Summary, Form.Body)) yield return error;
        var kind = ItemKinds.Find(Form.Kind);
        if (kind is not { IsDrafted: true }) yield return new("kind", "Choose what it is.");
        else if (Enum.IsDefined(Form.Attribution) && !kind.Attributions.Contains(Form.Attribution))
            yield return new("attribution", $"{kind.Name}: whoever publishes it is named. Choose another attribution.");
        else foreach (var error in ItemFields.Errors(kind, Form.Attribution, Form.Fields)) yield return error;
        if (kind is { TakesAcknowledgement: false } && !string.IsNullOrWhiteSpace(Form.AcknowledgeBy))
            yield return new("acknowledge", "Nobody is asked to acknowledge this kind: who did could be held against an answer that names nobody. Leave it empty.");
        if (!Enum.IsDefined(Form.PermittedAction)) yield return new("action", "Choose what readers may do with it.");
        if (!Enum.IsDefined(Form.Attribution)) yield return new("attribution", "Choose how far it names its origin.");
        if (Form.Attribution == AttributionPolicy.Unattributed && EffectSpan.Fault(Form.SpanHours) is { } fault) yield return new("span", fault);
    }
}

internal sealed class PublishItemHandler(Work work, IEnumerable<IItemRule> rules) : IRequestHandler<PublishItem, string>
{
    public async Task<string> Handle(PublishItem request, CancellationToken cancellation)
    {
        var draft = await Draft.Hold(work, request.Draft);
        if (draft.PublishedRef is { } already) return already;
        if (draft.WaitingActId is { } act) return await work.Value<string>("SELECT new_ref FROM deferred_act WHERE id = @act", new { act }) ?? throw new NotFoundException();
        var form = request.Form;
        var faults = request.Faults().ToList();
        if (faults.Exists(fault => fault.Field == "kind")) throw new InvalidException(faults);
        var isUnattributed = form.Attribution == AttributionPolicy.Unattributed;
        var waits = isUnattributed && work.Caller.Effect is null;
        var one = new Publication(ItemKinds.Of(form.Kind), form, draft);
        if (one.Relation == ItemRelation.DerivedFrom) one.Related = await Parent(one.RelatedId!.Value);

        one.Errors.AddRange(faults);

        // An embargo was the moment: what takes effect has none any more.
        one.EmbargoUntil = work.Caller.Effect is { Act: not null } ? null : Dates.Read(form.EmbargoUntil, "embargo", one.Errors);
        one.AcknowledgeBy = Dates.Read(form.AcknowledgeBy, "acknowledge", one.Errors);
        var expiry = Dates.Read(form.ExpiresAt, "expiry", one.Errors);
        foreach (var rule in rules) await rule.Prepare(work, one);
        if (!one.Kind.HasOwnAudience && one.Resolved is null) throw new InvalidException("kind", "This answers no request. Choose what it is.");
        one.Resolved ??= await AudienceResolution.Resolve(work, form.Audience, work.Now);
        one.Errors.AddRange(one.Resolved.Errors(form.Audience.Label));
        var opens = waits ? DeferredActs.AtTheLatest(work.Now, one.EmbargoUntil) : one.EmbargoUntil;
        one.Errors.AddRange(AudienceRules.Contradictions(one.EmbargoUntil, opens, expiry, one.AcknowledgeBy, work.Now).Select(found => new FieldError(found.Field, found.Reason)));
        var overridden = await ContentRules.FindPersonalData(work, Texts(one), form.OwnContacts, form.Attribution, one.Errors);
        if (one.Errors.Count > 0) throw new InvalidException([.. one.Errors.Distinct()]);

        var reader = work.Caller.Reader;
        one.Facts = new ItemFacts
        {
            OriginatorId = reader.OrganizationId,
            AuthorId = reader.MemberId,
            Label = form.Audience.Label!.Value,
            GroupId = one.Resolved.StandsIn,
            EmbargoUntil = one.EmbargoUntil,
            ExpiresAt = expiry,
            IsUnderAlias = form.Attribution != AttributionPolicy.Named && await Memberships.AreHidden(work, one.Resolved.StandsIn),
        };
        foreach (var rule in rules) await rule.Demand(work, one);
        if (isUnattributed)
        {
            var parent = one.Relation == ItemRelation.DerivedFrom ? one.Related : null;
            one.PossibleAuthors ??= await Anonymity.Demand(work, one.Audience, one.Facts, parent);
            if (waits)
            {
                await Draft.Write(work, draft.Id, form);
                return await DeferredActs.Keep(work, request, new Deferral(form.SpanHours) { DraftId = draft.Id, NotBefore = one.EmbargoUntil });
            }
            await PossibleAuthors.DemandPresence(work, one.PossibleAuthors);
        }

        (one.Id, var reference) = await new NewItem(one.Kind, one.Facts, one.Audience, form.Title, form.Body)
        {
            Summary = form.Summary, PermittedAction = form.PermittedAction, Attribution = form.Attribution, AcknowledgeBy = one.AcknowledgeBy, Fields = form.Fields,
        }.Add(work);
        if (one.Relation is { } relation) await ItemRelation.Add(work, one.Id, relation, one.RelatedId!.Value);
        if (one.PossibleAuthors is { } authors) await PossibleAuthors.Keep(work, one.Id, authors);
        foreach (var rule in rules) await rule.Write(work, one);
        await Draft.Published(work, draft.Id, reference);
        if (one.AcknowledgeBy is { } by)
            Reminders.Plan(work, one.Id, one.EmbargoUntil, by, ItemChange.AcknowledgementWanted, ItemChange.AcknowledgementDue, ItemChange.AcknowledgementOverdue);
        work.Record(new AuditEvent("briefing.published", "item", reference)
        {
            Detail = one.Facts.Label.Text() + (overridden > 0 ? $"; own contacts let stand: {overridden}" : ""),
            IsRestricted = form.Attribution == AttributionPolicy.Unattributed || await Memberships.AreHidden(work, one.Facts.GroupId ?? one.Audience.Group),
            GroupId = one.Facts.GroupId ?? 0,
        });
        return reference;
    }

    private static IEnumerable<(string Field, string Text)> Texts(Publication one) =>
        [("title", one.Form.Title), ("summary", one.Form.Summary), ("body", one.Form.Body), .. one.Kind.Fields.Select(field => (field.Word, one[field]))];

    // What was derived from may have been withdrawn or closed to the writer since the draft began.
    private async Task<Item> Parent(long id) =>
        await Item.Load(work, [id]) is [var parent] && parent.Admits(work) is { OpensContent: true } admission && Item.IsOwn(admission)
            ? parent
            : throw new ConflictException("The item that this is derived from has been withdrawn or is no longer yours. Copy your text into a new item.");
}
