using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Closes a group with its report, for good: members go on reading what is in it, and nothing is added.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Report">What came of it, in Markdown; members read it. At most 200,000 characters.</param>
[Requires(Permission.Read)]
public sealed record CloseGroup(string Reference, string Report) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Report)) yield return new("report", "Write the closing report: what the group set out to do, what it produced, what is left.");
        if (Report.Length > Briefings.ContentRules.LongestBody) yield return new("report", $"The report has {Report.Length:N0} characters; the longest is {Briefings.ContentRules.LongestBody:N0}. Shorten it.");
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
        await GroupNotices.TellAll(work, group.Id, GroupChange.Closed);
        work.Record(new AuditEvent("group.closed", "group", group.Reference) { GroupId = group.Id });
        return true;
    }
}

/// <summary>Names who chairs the group and who is its deputy; the secretariat does, whichever wall it stands behind. Whoever chaired it stays a member.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="Chair">The chair, by reference.</param>
/// <param name="Deputy">The deputy, by reference; empty for nobody.</param>
[Requires(Permission.OperateForum)]
public sealed record NameChair(string Reference, string Chair, string Deputy) : ICommand<bool>;

internal sealed class NameChairHandler(Work work) : IRequestHandler<NameChair, bool>
{
    public async Task<bool> Handle(NameChair request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsOverseer(work, request.Reference);
        if (group.Status is not (GroupStatus.Chartered or GroupStatus.Proposed)) throw new ConflictException("The group is closed or was declined, so nobody is named any more.");
        var errors = new List<FieldError>();
        var chair = await Officers.Find(work, request.Chair, "chair", errors);
        var deputy = request.Deputy.Length > 0 ? await Officers.Find(work, request.Deputy, "deputy", errors) : null;
        foreach (var (field, officer) in new[] { ("chair", chair), ("deputy", deputy) })
            if (officer is not null) errors.AddRange(CharterRules.Against(group.Charter, officer).Select(reason => new FieldError(field, reason)));
        if (deputy is not null && deputy.Person.Id == chair?.Person.Id) errors.Add(new("deputy", "Chair and deputy are the same person. Choose two."));
        if (errors.Count > 0) throw new InvalidException(errors);

        await work.Execute("UPDATE working_group SET chair_id = @chair, deputy_id = @deputy, has_no_chair = 0 WHERE id = @id", new { chair = chair!.Person.Id, deputy = deputy?.Person.Id, id = group.Id });
        if (group.Status == GroupStatus.Chartered)
        {
            foreach (var officer in new[] { chair.Person.Id, deputy?.Person.Id }.OfType<long>().Where(officer => !group.IsLedBy(officer)))
            {
                await Entries.DemandMayBeMember(work, group, officer);
                await Entries.Join(work, group, officer);
                await GroupNotices.Tell(work, group.Id, officer, GroupChange.Named);
            }
        }
        work.Record(new AuditEvent("group.chair-named", "group", group.Reference));
        return true;
    }
}
