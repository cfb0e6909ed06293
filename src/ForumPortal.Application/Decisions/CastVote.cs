using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Decisions;

/// <summary>Casts the vote of the caller's organization, or casts it anew while votes are taken; in a group whose members do not see each other only whoever cast it does. Dissent stands on record beside the outcome.</summary>
/// <param name="Reference">The decision.</param>
/// <param name="Choice">The vote.</param>
/// <param name="Dissent">The dissent, in Markdown; only beside a vote against or an abstention. At most 5,000 characters.</param>
[Requires(Permission.Read)]
public sealed record CastVote(string Reference, VoteChoice Choice, [property: Typed("dissent")] string Dissent = "") : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Contradictions.Errors(BallotRules.AgainstVote(Choice, Dissent));
}

internal sealed class CastVoteHandler(Work work) : IRequestHandler<CastVote, bool>
{
    public async Task<bool> Handle(CastVote request, CancellationToken cancellation)
    {
        var (decision, group, _) = await Decision.Find(work, request.Reference);
        group.DemandAtWork(work);
        await decision.Cast(work, request.Choice, request.Dissent, isSecret: group.IsHidden != 0);
        work.Record(group.Event("decision.voted", "decision", decision.Reference));
        return true;
    }
}
