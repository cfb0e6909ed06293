using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>
/// Withdraws an item for good: readers see the notice and the reason, not the content. A representative of the originator may do it to a TLP:RED item by its
/// reference alone. Answers whether it is in effect.
/// </summary>
/// <param name="Reference">Which.</param>
/// <param name="Reason">Why, for the readers.</param>
[Requires(Permission.Publish)]
public sealed record WithdrawItem(string Reference, [property: Typed("reason")] string Reason) : ICommand<bool>, IValidated
{
    /// <summary>Of an unattributed item: whether it waits for a random moment, because whoever watches can see the moment at which it is done.</summary>
    public bool Waits { get; init; }

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason: it is what readers see instead of the content.");
        if (Reason.Length > ContentRules.LongestSummary) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {ContentRules.LongestSummary}. Shorten it.");
    }
}

internal sealed class WithdrawItemHandler(Work work, IEnumerable<IItemRule> rules) : IRequestHandler<WithdrawItem, bool>
{
    public async Task<bool> Handle(WithdrawItem request, CancellationToken cancellation)
    {
        var item = await Find(request.Reference);
        if (item.Attribution == AttributionPolicy.Unattributed)
        {
            if (request.Waits && work.Caller.Effect is null)
            {
                await Item.DemandNotWithdrawn(work, item.Id);
                await DeferredActs.Keep(work, request, new Deferral(EffectSpan.UsualHours) { ItemId = item.Id, IsAlone = true });
                return false;
            }
            if (work.Caller.Effect is not null) await PossibleAuthors.DemandPresence(work, await PossibleAuthors.Of(work, (await Item.Load(work, [item.Id]))[0]));
        }
        await Item.Withdraw(work, item.Id, request.Reason);
        foreach (var rule in rules) await rule.Withdrawn(work, item.Id);
        work.Record(item.Event);
        return true;
    }

    // TLP:RED is found by whom it names only; its originator's representatives may withdraw it without seeing title or body.
    private async Task<(long Id, AttributionPolicy Attribution, AuditEvent Event)> Find(string reference)
    {
        const string action = "briefing.withdrawn";
        var red = await work.First<Red>(
            "SELECT id, attribution, group_id FROM item WHERE ref = @reference AND label = @red AND originator_id = @own",
            new { reference, red = TlpLabel.Red, own = work.Caller.Reader.OrganizationId });
        if (red is not null)
            return (red.Id, red.Attribution, new AuditEvent(action, "item", reference) { IsRestricted = red.Attribution == AttributionPolicy.Unattributed, GroupId = red.GroupId ?? 0 });
        var (item, _) = await Item.FindOwn(work, reference);
        return (item.Id, item.Attribution, item.Event(action));
    }

    private sealed class Red
    {
        public long Id { get; init; }
        public long? GroupId { get; init; }
        public AttributionPolicy Attribution { get; init; }
    }
}
