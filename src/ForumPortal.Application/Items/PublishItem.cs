using ForumPortal.Application.Audit;
using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Publishes what a draft has become. Sent twice for one draft, it publishes once and answers the same.</summary>
/// <param name="Draft">The draft's reference.</param>
/// <param name="Form">The item as typed.</param>
[Requires(Permission.Publish)]
public sealed record PublishItem(string Draft, ItemForm Form) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        foreach (var error in ContentRules.Errors(Form.Title, Form.Summary, Form.Body)) yield return error;
        if (!Enum.IsDefined(Form.Kind)) yield return new("kind", "Choose what it is.");
        if (!Enum.IsDefined(Form.PermittedAction)) yield return new("action", "Choose what readers may do with it.");
        if (!Enum.IsDefined(Form.Attribution)) yield return new("attribution", "Choose how far it names its origin.");
    }
}

internal sealed class PublishItemHandler(Work work) : IRequestHandler<PublishItem, string>
{
    public async Task<string> Handle(PublishItem request, CancellationToken cancellation)
    {
        var draft = await Draft.Hold(work, request.Draft);
        if (draft.PublishedRef is { } already) return already;
        if (draft.ParentId is { } parent) await DemandParent(parent);

        var form = request.Form;
        var errors = new List<FieldError>();
        var embargo = Dates.Read(form.EmbargoUntil, "embargo", errors);
        var expiry = Dates.Read(form.ExpiresAt, "expiry", errors);
        var acknowledge = Dates.Read(form.AcknowledgeBy, "acknowledge", errors);
        var answerBy = form.Kind == ItemKind.Request ? Dates.Read(form.AnswerBy, "answer-by", errors) : null;
        var answered = draft.AnswersId is { } asked ? await Answering.Find(work, asked) : null;
        var resolved = form.Kind == ItemKind.Answer ? await Answering.Private(work, form, answered, errors) : await AudienceResolution.Resolve(work, form.Audience, work.Now);
        errors.AddRange(resolved.Errors(form.Audience.Label));
        if (form.Kind == ItemKind.Request) errors.AddRange(Answering.RequestErrors(form, answerBy, embargo, work.Now));
        errors.AddRange(AudienceRules.Contradictions(embargo, expiry, acknowledge, work.Now).Select(one => new FieldError(one.Field, one.Reason)));
        if (errors.Count > 0) throw new InvalidException(errors);

        var item = new ItemFacts(work.Caller.Reader.OrganizationId, work.Caller.Reader.MemberId, form.Audience.Label!.Value, resolved.StandsIn, embargo, expiry, null);
        var overridden = await ContentRules.DemandNoPersonalData(work, form.Title, form.Summary, form.Body, form.OwnContacts, form.Attribution);
        if (answered is not null) await Answering.DemandAskerReads(work, answered, resolved.Audience, item);
        if (form.Attribution == AttributionPolicy.Unattributed)
        {
            if (answered is null) await Anonymity.Demand(work, resolved.Audience, item);
            else await Anonymity.DemandOfAnswer(work, answered, resolved.Audience, item, form.Kind == ItemKind.Answer);
        }

        var id = Ids.Next(work.Now);
        var reference = Ids.Reference();
        await Insert(form, item, resolved.Audience, acknowledge, id, reference, draft);
        if (answerBy is { } until) await Request.Add(work, form, id, until, resolved.Audience, item);
        await History.Add(work, id, ItemChange.Published, "");
        await Draft.Published(work, draft.Id, reference);
        if (answered is not null) work.Raise(new RequestAnswered(id, answered.Id));
        if (acknowledge is { } by) MailRound.Plan(work, id, embargo, by, MailEvent.AcknowledgementWanted, MailEvent.AcknowledgementDue, MailEvent.AcknowledgementOverdue);
        if (answerBy is { } end) MailRound.Plan(work, id, embargo, end, MailEvent.Asked, MailEvent.AnswerDue, MailEvent.AnswerOverdue);
        work.Record(new AuditEvent("briefing.published", "item", reference)
        {
            Detail = item.Label.Text() + (overridden > 0 ? $"; own contacts let stand: {overridden}" : ""),
            IsRestricted = form.Attribution == AttributionPolicy.Unattributed || await Memberships.AreHidden(work, item.GroupId ?? resolved.Audience.Group),
            GroupId = item.GroupId ?? 0,
        });
        return reference;
    }

    // What was derived from may have been withdrawn or closed to the writer since the draft began.
    private async Task DemandParent(long id)
    {
        var admission = (await Item.Load(work, [id])).Select(one => one.Admits(work)).FirstOrDefault();
        if (!Item.IsOwn(admission) || !admission.OpensContent)
            throw new ConflictException("The item that this is derived from has been withdrawn or is no longer yours. Copy your text into a new item.");
    }

    private async Task Insert(ItemForm form, ItemFacts item, Audience audience, DateTimeOffset? acknowledge, long id, string reference, Draft draft)
    {
        var opens = item.EmbargoUntil ?? work.Now;

        // An unattributed item stands at the beginning of its hour: its place among others tells no finer time.
        var position = Ids.Position(form.Attribution == AttributionPolicy.Unattributed ? Ids.Hour(opens) : opens);
        await work.Execute(
            """
            INSERT INTO item (id, ref, kind, originator_id, author_id, label, permitted_action, attribution, audience, group_id, parent_id, answers_id,
              title, summary, revision, position, published_at, embargo_until, expires_at, acknowledge_by)
            VALUES (@id, @reference, @Kind, @OriginatorId, @AuthorId, @Label, @PermittedAction, @Attribution, @audience, @GroupId, @ParentId, @AnswersId,
              @Title, @Summary, 1, @position, @now, @EmbargoUntil, @ExpiresAt, @acknowledge)
            """,
            new
            {
                id, reference, form.Kind, item.OriginatorId, item.AuthorId, item.Label, form.PermittedAction, form.Attribution, audience = AudienceText.Write(audience),
                item.GroupId, draft.ParentId, draft.AnswersId, Title = form.Title.Trim(), Summary = form.Summary.Trim(), position, now = work.Now, item.EmbargoUntil, item.ExpiresAt, acknowledge,
            });
        await Revisions.Add(work, id, 1, form.Title.Trim(), form.Summary.Trim(), form.Body, "");
        await Item.WriteKeys(work, id, position, form.Kind, form.Attribution, acknowledge, audience, item);
    }
}
