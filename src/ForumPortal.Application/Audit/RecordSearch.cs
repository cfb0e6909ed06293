using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>
/// The one place that reads entries for people. An entry about an unattributed item opens to whoever did it and to the
/// administrator of their organization; to others it shows after its hour has ended, by the hour, found by nothing finer.
/// What was done in a group with hidden members opens to whoever did it alone, and is not in their organization's record.
/// What was done in a working group is not there for whoever stands behind the group's wall.
/// </summary>
internal sealed class RecordSearch(Work work, Cursor cursor)
{
    // An alias is resolved by chair and deputy alone: what was done under one opens to nobody but whoever did it.
    private const string IsUnderNoAlias = "COALESCE(h.is_hidden, 0) = 0";
    private const string Opens = $"(e.restricted = 0 OR v.member_id = @me OR (v.organization_id = @administered AND {IsUnderNoAlias}))";

    private readonly Cursor cursor = cursor.For("record");

    private long Me => work.Caller.Reader.MemberId;

    private long Administered => work.Caller.Reader.Roles.Permit(Permission.ReadOrganizationRecord) ? work.Caller.Reader.OrganizationId : -1;

    private bool ReadsAll => work.Caller.Reader.Roles.Permit(Permission.ReadRecord);

    /// <summary>What of the record the caller may search, beyond their own.</summary>
    public RecordScope Widest => ReadsAll ? RecordScope.All : RecordScope.Organization;

    public async Task<RecordPage> Find(RecordScope scope, RecordFilter filter, string? after, int size)
    {
        var conditions = Conditions(scope, filter);

        // What is asked of the values is asked of their own indexes.
        var byValue = scope != RecordScope.All || filter.Person.Length > 0 || filter.Organization.Length > 0;
        var order = byValue ? "v" : "e";
        conditions.Add($"{order}.position < @before");
        if (filter.Since is not null) conditions.Add($"{order}.position >= @least");
        if (filter.Until is not null) conditions.Add($"{order}.position < @most");
        var rows = await work.All<EntryRow>(
            $"""
            SELECT e.position, e.at, e.action, e.outcome, e.target_type, e.target, e.detail, e.restricted, v.member_id, v.organization_id, v.address, v.request_id,
                   m.name AS person, m.ref AS person_reference, p.name AS person_organization, p.id AS person_organization_id, o.name AS organization, o.handle,
                   t.name AS target_person, t.organization_id AS target_organization_id, COALESCE(h.is_hidden, 0) AS is_under_alias
            FROM {(byValue ? "audit_value v JOIN audit_entry e ON e.seq = v.seq" : "audit_entry e LEFT JOIN audit_value v ON v.seq = e.seq")}
            LEFT JOIN member m ON m.id = v.member_id
            LEFT JOIN organization p ON p.id = m.organization_id
            LEFT JOIN organization o ON o.id = v.organization_id
            LEFT JOIN working_group h ON h.id = e.group_id
            LEFT JOIN member t ON e.target_type = 'member' AND t.ref = e.target
            WHERE {string.Join(" AND ", conditions)}
            ORDER BY {order}.position DESC, e.seq DESC {work.Dialect.Limit(size + 1)}
            """,
            Arguments(filter, cursor.Read(work, (scope, filter), after), await Walls.AgainstGroups(work)));
        return new RecordPage(scope, [.. rows.Take(size).Select(row => row.For(Me, Administered, ReadsAll))], cursor.Write(work, (scope, filter), after, rows.Count > size ? rows[size - 1].Position : null));
    }

    private static List<string> Conditions(RecordScope scope, RecordFilter filter)
    {
        var conditions = new List<string> { $"({Opens} OR e.at < @hour)" };
        if (scope == RecordScope.All) conditions.Add("NOT (e.group_id IN @walled)");
        if (scope == RecordScope.Own) conditions.Add("v.member_id = @me");
        if (scope == RecordScope.Organization) conditions.Add($"v.organization_id = @administered AND {IsUnderNoAlias}");
        if (filter.Since is not null) conditions.Add("(e.at >= @since OR (e.restricted <> 0 AND e.at >= @sinceHour))");
        if (filter.Until is not null) conditions.Add("(e.at < @until OR (e.restricted <> 0 AND e.at < @untilHour))");
        if (filter.What is { } group) conditions.Add(ActionGroups.Condition(group));
        if (filter.Organization.Length > 0) conditions.Add($"v.organization_id IN (SELECT id FROM organization WHERE handle = @organization) AND {Opens}");
        if (filter.Person.Length > 0) conditions.Add($"{ByOrOn(scope)} AND {Opens}");
        if (filter.Reference.Length > 0) conditions.Add(filter.IsOfRequest ? $"v.request_id = @reference AND {Opens}" : "e.target IN (@reference, @refused)");
        return conditions;
    }

    // In its own record an organization finds what a person did and what was done to them; elsewhere the latter is found by the person's reference.
    private static string ByOrOn(RecordScope scope)
    {
        const string named = "(ref = @person OR folded_name LIKE @name ESCAPE '!')";
        const string did = $"v.member_id IN (SELECT id FROM member WHERE {named})";
        return scope != RecordScope.Organization ? did : $"({did} OR (e.target_type = 'member' AND e.target IN (SELECT ref FROM member WHERE organization_id = @administered AND {named})))";
    }

    private object Arguments(RecordFilter filter, long? before, IReadOnlyList<long> walled) => new
    {
        before = before ?? long.MaxValue,
        walled = walled.Append(-1),
        me = Me,
        administered = Administered,
        hour = Ids.Hour(work.Now),
        since = filter.Since,
        sinceHour = filter.Since is { } since ? Ids.Hour(since) : (DateTimeOffset?)null,
        least = filter.Since is { } from ? Ids.At(Ids.Hour(from)) : 0,
        until = filter.Until,
        untilHour = filter.Until is { } until ? EndOfHour(until) : (DateTimeOffset?)null,
        most = filter.Until is { } to ? Ids.At(EndOfHour(to)) : 0,
        organization = filter.Organization.Trim(),
        person = filter.Person.Trim(),
        name = LikePattern.Within(filter.Person),
        reference = filter.Reference.Trim(),
        refused = $"/items/{filter.Reference.Trim()}",
    };

    private static DateTimeOffset EndOfHour(DateTimeOffset moment) => Ids.Hour(moment.AddHours(1).AddTicks(-1));
}
