using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Briefings;

/// <summary>Withdraws a briefing for good: readers see the notice and the reason, not the content. A representative of the originator may do it to a TLP:RED item by its reference alone.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Reason">Why, for the readers.</param>
[Requires(Permission.Publish)]
public sealed record WithdrawBriefing(string Reference, string Reason) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason: it is what readers see instead of the content.");
        if (Reason.Length > ContentRules.LongestSummary) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {ContentRules.LongestSummary}. Shorten it.");
    }
}

internal sealed class WithdrawBriefingHandler(Work work) : IRequestHandler<WithdrawBriefing, bool>
{
    public async Task<bool> Handle(WithdrawBriefing request, CancellationToken cancellation)
    {
        var briefing = await Find(request.Reference);
        await ContentRules.DemandNoPersonalData(work, "", "", request.Reason, ownContacts: false, briefing.Attribution);
        if (await work.Execute("UPDATE briefing SET withdrawn_at = @now, withdrawn_reason = @reason WHERE id = @id AND withdrawn_at IS NULL", new { now = work.Now, reason = request.Reason.Trim(), id = briefing.Id }) == 0)
            throw new ConflictException("It has been withdrawn already.");
        await work.Execute(
            "UPDATE request SET outcome = @withdrawn, closed_at = @now WHERE briefing_id = @id AND closed_at IS NULL", new { withdrawn = RequestOutcome.Withdrawn, now = work.Now, id = briefing.Id });
        await History.Add(work, briefing.Id, BriefingChange.Withdrawn, request.Reason.Trim());
        work.Raise(new BriefingChanged(briefing.Id, BriefingChange.Withdrawn));
        work.Record(briefing.Event);
        return true;
    }

    // TLP:RED is found by whom it names only; its originator's representatives may withdraw it without seeing title or body.
    private async Task<(long Id, AttributionPolicy Attribution, AuditEvent Event)> Find(string reference)
    {
        const string action = "briefing.withdrawn";
        var red = await work.First<Red>(
            "SELECT id, attribution, group_id FROM briefing WHERE ref = @reference AND label = @red AND originator_id = @own",
            new { reference, red = TlpLabel.Red, own = work.Caller.Reader.OrganizationId });
        if (red is not null)
            return (red.Id, red.Attribution, new AuditEvent(action, "briefing", reference) { IsRestricted = red.Attribution == AttributionPolicy.Unattributed, GroupId = red.GroupId ?? 0 });
        var (briefing, _) = await Briefing.FindOwn(work, reference);
        return (briefing.Id, briefing.Attribution, briefing.Event(action));
    }

    private sealed class Red
    {
        public long Id { get; init; }
        public long? GroupId { get; init; }
        public AttributionPolicy Attribution { get; init; }
    }
}
