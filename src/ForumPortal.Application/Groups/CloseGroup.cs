using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Closes a group with its report, for good: members go on reading what is in it, and nothing is added.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Report">What came of it, in Markdown; members read it. At most 200,000 characters.</param>
[Requires(Permission.Read)]
public sealed record CloseGroup(string Reference, [property: Typed("report")] string Report) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Report)) yield return new("report", "Write the closing report: what the group set out to do, what it produced, what is left.");
        if (Report.Length > ContentRules.LongestBody) yield return new("report", $"The report has {Report.Length:N0} characters; the longest is {ContentRules.LongestBody:N0}. Shorten it.");
    }
}

internal sealed class CloseGroupHandler(Work work) : IRequestHandler<CloseGroup, bool>
{
    public async Task<bool> Handle(CloseGroup request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsChair(work, request.Reference);
        var closed = await work.Execute(
            "UPDATE working_group SET status = @closed, closing_report = @report, closed_at = @now WHERE id = @id AND status = @chartered",
            new { closed = GroupStatus.Closed, report = request.Report, now = work.Now, id = group.Id, chartered = GroupStatus.Chartered });
        if (closed == 0) throw new ConflictException("The group is closed already.");
        await work.Execute(
            "UPDATE group_entry SET status = @back, decided_at = @now WHERE group_id = @id AND status = @waiting",
            new { back = EntryStatus.TakenBack, now = work.Now, id = group.Id, waiting = EntryStatus.Waiting });
        foreach (var over in new[] { GroupChange.Asked, GroupChange.DecisionProposed }) await GroupNotices.End(work, group.Id, over);
        await GroupNotices.TellAll(work, group.Id, GroupChange.Closed);
        work.Record(new AuditEvent("group.closed", "group", group.Reference) { GroupId = group.Id });
        return true;
    }
}
