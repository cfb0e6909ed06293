using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Briefings;

/// <summary>Gives the explicit receipt that cannot be denied later, for the revision that was shown.</summary>
/// <param name="Reference">Of what.</param>
/// <param name="Revision">The revision that the reader had before them.</param>
[Requires(Permission.Acknowledge)]
public sealed record AcknowledgeBriefing(string Reference, long Revision) : ICommand<bool>;

internal sealed class AcknowledgeBriefingHandler(Work work) : IRequestHandler<AcknowledgeBriefing, bool>
{
    public async Task<bool> Handle(AcknowledgeBriefing request, CancellationToken cancellation)
    {
        var (briefing, admission) = await Briefing.Find(work, request.Reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        if (admission.Access != Access.Full) throw new ConflictException("It has been withdrawn or has expired, so there is nothing to acknowledge any more.");
        if (briefing.AcknowledgeBy is null || Briefing.IsOwn(admission)) throw new ConflictException("No acknowledgement is asked of you here.");
        if (briefing.AcknowledgedAt is not null) return true;
        if (request.Revision != briefing.Revision) throw new ConflictException("It was corrected while you had it open. Read the new revision, then acknowledge.");
        await work.Execute(
            "INSERT INTO acknowledgement (briefing_id, member_id, revision, acknowledged_at) VALUES (@id, @member, @revision, @now)",
            new { id = briefing.Id, member = work.Caller.Reader.MemberId, revision = request.Revision, now = work.Now });
        work.Record(briefing.Event("briefing.acknowledged", admission) with { Detail = $"revision {request.Revision}" });
        return true;
    }
}
