using ForumPortal.Application.Data;

namespace ForumPortal.Application.Audit;

/// <summary>An entry with everything, as the search finds it; nobody gets it but through <see cref="For"/>.</summary>
internal sealed class EntryRow
{
    public long Position { get; init; }
    public DateTimeOffset At { get; init; }
    public string Action { get; init; } = "";
    public string Outcome { get; init; } = "";
    public string TargetType { get; init; } = "";
    public string Target { get; init; } = "";
    public string Detail { get; init; } = "";
    public long Restricted { get; init; }
    public long IsUnderAlias { get; init; }
    public long? MemberId { get; init; }
    public long? OrganizationId { get; init; }
    public string? Address { get; init; }
    public string? RequestId { get; init; }
    public string? TargetPerson { get; init; }
    public long? TargetOrganizationId { get; init; }
    public string? Person { get; init; }
    public string? PersonReference { get; init; }
    public string? PersonOrganization { get; init; }
    public long? PersonOrganizationId { get; init; }
    public string? Organization { get; init; }
    public string? Handle { get; init; }

    /// <summary>What this asker may see of it.</summary>
    /// <param name="member">The asker.</param>
    /// <param name="administered">The organization whose record is theirs to read, or none.</param>
    /// <param name="readsAll">Whether everybody's record is.</param>
    public RecordRow For(long member, long administered, bool readsAll)
    {
        if (Restricted != 0 && MemberId != member && (OrganizationId != administered || IsUnderAlias != 0)) return Bare(Ids.Hour(At), Actor.Hidden);
        var actor = MemberId is null ? Actor.Erased : Person is null ? Actor.Nobody : Actor.Person;
        var row = Bare(At, actor) with
        {
            Person = Person ?? "",
            PersonReference = PersonReference ?? "",
            PersonOrganization = PersonOrganization ?? "",
            Organization = Organization ?? "",
            OrganizationHandle = Handle ?? "",
            Address = Address ?? "",
            RequestId = RequestId ?? "",

            // Where membership is hidden, who was meant is not for whoever reads the record, nor for whoever did it under an alias.
            TargetPerson = Restricted == 0 && (readsAll || TargetOrganizationId == administered) ? TargetPerson ?? "" : "",
        };

        // What somebody of another organization did to this one: its administrator learns who, not from where.
        var isByOthers = OrganizationId == administered && PersonOrganizationId is { } theirs && theirs != administered && MemberId != member;
        return isByOthers ? row with { PersonReference = "", Address = "", RequestId = "" } : row;
    }

    private RecordRow Bare(DateTimeOffset at, Actor actor) =>
        new() { At = at, Action = Action, Outcome = Outcome, TargetType = TargetType, Target = Target, Detail = Detail, Actor = actor };
}
