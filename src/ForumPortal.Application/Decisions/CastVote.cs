using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Decisions;

/// <summary>Casts the vote of the caller's organization, or casts it anew while votes are taken; in a group whose members do not see each other only whoever cast it does. Dissent stands on record beside the outcome.</summary>
/// <param name="Reference">The decision.</param>
/// <param name="Choice">The vote.</param>
/// <param name="Dissent">The dissent, in Markdown; only beside a vote against or an abstention. At most 5,000 characters.</param>
[Requires(Permission.Read)]
public sealed record CastVote(string Reference, VoteChoice Choice, [property: Typed("dissent")] string Dissent = "") : ICommand<bool>, IValidated
{
    private const int LongestDissent = 5_000;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!Enum.IsDefined(Choice)) yield return new("choice", "Choose how your organization votes.");
        if (Choice == VoteChoice.For && !string.IsNullOrWhiteSpace(Dissent)) yield return new("dissent", "Dissent stands beside a vote against or an abstention. Choose one of them, or take the text out.");
        if (Dissent.Length > LongestDissent) yield return new("dissent", $"The dissent has {Dissent.Length:N0} characters; the longest is {LongestDissent:N0}. Shorten it.");
    }
}

internal sealed class CastVoteHandler(Work work) : IRequestHandler<CastVote, bool>
{
    public async Task<bool> Handle(CastVote request, CancellationToken cancellation)
    {
        var (decision, group, _) = await Decision.Find(work, request.Reference);
        group.DemandAtWork(work);
        if (!decision.TakesVotes(work)) throw new ConflictException("The decision takes no votes any more.");
        var row = new
        {
            decision = decision.Id, organization = work.Caller.Reader.OrganizationId, member = work.Caller.Reader.MemberId, request.Choice, dissent = request.Dissent.Trim(), now = work.Now,
        };
        if (group.IsHidden != 0 && await work.Value<long>("SELECT COUNT(*) FROM vote WHERE decision_id = @decision AND organization_id = @organization AND member_id <> @member", row) > 0)
            throw new ConflictException("Your organization has cast its one vote already. Who did is not shown in this group, and nobody else can change it.");
        if (await work.Execute("UPDATE vote SET member_id = @member, choice = @Choice, dissent = @dissent, at = @now WHERE decision_id = @decision AND organization_id = @organization", row) == 0)
            await work.Execute("INSERT INTO vote (decision_id, organization_id, member_id, choice, dissent, at) VALUES (@decision, @organization, @member, @Choice, @dissent, @now)", row);
        work.Record(group.Event("decision.voted", "decision", decision.Reference));
        return true;
    }
}
