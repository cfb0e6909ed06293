using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Decisions;

/// <summary>How a vote is cast.</summary>
public enum VoteChoice
{
    /// <summary>For it.</summary>
    For = 1,

    /// <summary>Against it.</summary>
    Against = 2,

    /// <summary>Neither.</summary>
    Abstain = 3,
}

/// <summary>How a decision ended.</summary>
public enum DecisionOutcome
{
    /// <summary>It is open, or waits for the chair to close it.</summary>
    Open = 0,

    /// <summary>More organizations voted for it than against it; to extend the term, more than half of those present.</summary>
    Adopted = 1,

    /// <summary>It was not adopted.</summary>
    NotAdopted = 2,
}

/// <summary>A decision of a working group as it is stored. Found only as a member of the group.</summary>
internal sealed class Decision
{
    public const string Columns = "d.id, d.ref AS reference, d.group_id, d.question, d.body, d.new_end_at, d.proposed_by, d.proposed_at, d.closes_at, d.outcome, d.closed_at";

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long GroupId { get; init; }
    public string Question { get; init; } = "";
    public string Body { get; init; } = "";
    public DateTimeOffset? NewEndAt { get; init; }
    public long ProposedBy { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public DateTimeOffset ClosesAt { get; init; }
    public DecisionOutcome Outcome { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    public bool TakesVotes(Work work) => ClosedAt is null && work.Now < ClosesAt;

    /// <summary>Finds it with its group: not there and not visible are the same answer, after the same statements.</summary>
    public static async Task<(Decision Decision, WorkingGroup Group)> Find(Work work, string reference)
    {
        var decision = await work.First<Decision>($"SELECT {Columns} FROM decision d WHERE d.ref = @reference", new { reference });
        var groupId = decision?.GroupId ?? 0;
        var group = await work.First<WorkingGroup>($"SELECT {WorkingGroup.Columns} FROM working_group g WHERE g.id = @groupId", new { groupId, reader = work.Caller.Reader.MemberId });
        return group is not null && group.AccessOf(work) == Domain.Groups.GroupAccess.Member ? (decision!, group) : throw new NotFoundException();
    }
}
