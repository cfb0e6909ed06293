using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Joins a group that is open, or asks its chair with a few words.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Words">Why; required where the chair decides. At most 1,000 characters.</param>
/// <param name="AcceptsConduct">Whether the caller accepts the code of conduct; refused without.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record JoinGroup(string Reference, [property: Typed("words")] string Words, bool AcceptsConduct) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!AcceptsConduct) yield return new("conduct", "Tick the box: whoever joins accepts the group's code of conduct.");
        if (Words.Length > Entries.LongestWords) yield return new("words", $"That has {Words.Length} characters; the longest is {Entries.LongestWords}. Shorten it.");
    }
}

/// <summary>Takes one's own request to join back.</summary>
/// <param name="Reference">The request.</param>
[Requires(Permission.Read)]
public sealed record TakeBackRequest(string Reference) : ICommand<string>;

internal sealed class JoinGroupHandler(Work work) : IRequestHandler<JoinGroup, bool>
{
    public async Task<bool> Handle(JoinGroup request, CancellationToken cancellation)
    {
        var (group, access) = await WorkingGroup.Find(work, request.Reference);
        var me = work.Caller.Reader.MemberId;
        if (access == GroupAccess.Member) return true;
        if (access != GroupAccess.Charter || !group.Charter.CouldJoin(work.Caller.Reader)) throw new ForbiddenException("The group does not admit you by a request of your own.");
        group.DemandAtWork(work);
        if (group.Removals > 0) throw new ForbiddenException("The chair took you out of this group. You come back by an invitation from the chair.");
        if (group.Requests > 0) return false;
        if (group.Charter.Rule == MembershipRule.Open)
        {
            await Entries.Join(work, group, me);
            work.Record(group.Event("group.joined"));
            return true;
        }
        if (string.IsNullOrWhiteSpace(request.Words)) throw new InvalidException("words", "Tell the chair in a few words why you want to join.");
        await Entries.Add(work, group, me, invitedBy: null, request.Words);
        foreach (var officer in new[] { group.ChairId, group.DeputyId }.OfType<long>()) GroupNotices.Tell(work, group.Id, officer, GroupChange.Asked);
        work.Record(group.Event("group.join-asked"));
        return false;
    }
}

internal sealed class TakeBackRequestHandler(Work work) : IRequestHandler<TakeBackRequest, string>
{
    public async Task<string> Handle(TakeBackRequest request, CancellationToken cancellation)
    {
        var own = await work.First<Own>(
            "SELECT id, group_id FROM group_entry WHERE ref = @reference AND member_id = @me AND invited_by IS NULL",
            new { reference = request.Reference, me = work.Caller.Reader.MemberId }) ?? throw new NotFoundException();
        await Entries.Close(work, own.Id, EntryStatus.TakenBack);
        var group = await WorkingGroup.Load(work, own.GroupId);
        work.Record(group.Event("group.request-taken-back"));
        return group.Reference;
    }

    private sealed class Own
    {
        public long Id { get; init; }
        public long GroupId { get; init; }
    }
}
