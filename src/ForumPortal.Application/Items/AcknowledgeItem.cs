using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Gives the explicit receipt that cannot be denied later, for the revision that was shown.</summary>
/// <param name="Reference">Of what.</param>
/// <param name="Revision">The revision that the reader had before them.</param>
[Requires(Permission.Acknowledge)]
public sealed record AcknowledgeItem(string Reference, long Revision) : ICommand<bool>;

internal sealed class AcknowledgeItemHandler(Work work) : IRequestHandler<AcknowledgeItem, bool>
{
    public async Task<bool> Handle(AcknowledgeItem request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (admission.Access != Access.Full) throw new ConflictException("It has been withdrawn or has expired, so there is nothing to acknowledge any more.");
        if (item.AcknowledgeBy is null || Item.IsOwn(admission)) throw new ConflictException("No acknowledgement is asked of you here.");
        if (item.AcknowledgedAt is not null) return true;
        if (request.Revision != item.Revision) throw new ConflictException("It was corrected while you had it open. Read the new revision, then acknowledge.");
        if (item.ReadRevision != item.Revision) throw new ConflictException("You have not opened this revision. Open it, read it, then acknowledge.");
        await work.Execute(
            "INSERT INTO item_acknowledgement (item_id, member_id, revision, acknowledged_at) VALUES (@id, @member, @revision, @now)",
            new { id = item.Id, member = work.Caller.Reader.MemberId, revision = request.Revision, now = work.Now });
        work.Record(item.Event("briefing.acknowledged", admission) with { Detail = $"revision {request.Revision}" });
        return true;
    }
}
