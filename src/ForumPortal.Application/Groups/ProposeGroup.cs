using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Groups;

/// <summary>A charter as somebody types it: organizations by handle, people by reference.</summary>
/// <remarks>Its lists begin as lists, because what a page sends is added to them; into an empty array nothing can be.</remarks>
public sealed record CharterForm
{
    /// <summary>The group's name, one line.</summary>
    [Typed("name")]
    public string Name { get; init; } = "";

    /// <summary>What it is for, in Markdown.</summary>
    [Typed("purpose")]
    public string Purpose { get; init; } = "";

    /// <summary>How its members treat each other, in Markdown.</summary>
    [Typed("conduct")]
    public string CodeOfConduct { get; init; } = "";

    /// <summary>The sectors that it admits.</summary>
    public IReadOnlyList<Sector> Sectors { get; init; } = new List<Sector>();

    /// <summary>The sectors behind its wall.</summary>
    [Chosen("walls")]
    public IReadOnlyList<Sector> WalledSectors { get; init; } = new List<Sector>();

    /// <summary>The organizations behind its wall, by handle.</summary>
    public IReadOnlyList<string> WalledOrganizations { get; init; } = new List<string>();

    /// <summary>How one becomes a member.</summary>
    public MembershipRule Rule { get; init; } = MembershipRule.ByRequest;

    /// <summary>Whether members see each other under an alias only.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The label of what is posted without one.</summary>
    [Chosen("label")]
    public TlpLabel DefaultLabel { get; init; } = TlpLabel.Amber;

    /// <summary>The chair, by reference.</summary>
    public string Chair { get; init; } = "";

    /// <summary>The deputy, by reference; empty for nobody.</summary>
    public string Deputy { get; init; } = "";

    /// <summary>When the term ends, UTC, as <c>yyyy-MM-dd</c>.</summary>
    public string EndsAt { get; init; } = "";
}

/// <summary>Proposes a working group with its charter; a second person of the secretariat approves it.</summary>
/// <param name="Form">The charter as typed.</param>
[CreatesOnce]
[Requires(Permission.OperateForum)]
public sealed record ProposeGroup(CharterForm Form) : ICommand<string>, IValidated
{
    private const int LongestText = 20_000;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Form.Name)) yield return new("name", "Give the group a name.");
        if (Form.Name.Length > ContentRules.LongestTitle || !Lines.IsOne(Form.Name)) yield return new("name", $"The name is one line of at most {ContentRules.LongestTitle} characters.");
        if (string.IsNullOrWhiteSpace(Form.Purpose)) yield return new("purpose", "Say what the group is for and what it will produce.");
        if (Form.Purpose.Length > LongestText) yield return new("purpose", $"The purpose has {Form.Purpose.Length:N0} characters; the longest is {LongestText:N0}. Shorten it.");
        if (string.IsNullOrWhiteSpace(Form.CodeOfConduct)) yield return new("conduct", "Write the code of conduct: members read it before they join.");
        if (Form.CodeOfConduct.Length > LongestText) yield return new("conduct", $"The code of conduct has {Form.CodeOfConduct.Length:N0} characters; the longest is {LongestText:N0}. Shorten it.");
        if (!Enum.IsDefined(Form.Rule)) yield return new("rule", "Choose how one becomes a member.");
        if (!Enum.IsDefined(Form.DefaultLabel)) yield return new("label", "Choose the label of what is posted without one.");
        if (string.IsNullOrWhiteSpace(Form.Chair)) yield return new("chair", "Choose who chairs it: a representative or a liaison.");
        if (string.IsNullOrWhiteSpace(Form.EndsAt)) yield return new("term", "Say when the term ends. A new decision of the group can extend it.");
    }
}

internal sealed class ProposeGroupHandler(Work work) : IRequestHandler<ProposeGroup, string>
{
    public async Task<string> Handle(ProposeGroup request, CancellationToken cancellation)
    {
        var form = request.Form;
        var errors = new List<FieldError>();
        var endsAt = Dates.Read(form.EndsAt, "term", errors);
        var charter = await Charter(form, errors);
        var chair = await Officers.Find(work, form.Chair, "chair", errors);
        var deputy = form.Deputy.Length > 0 ? await Officers.Find(work, form.Deputy, "deputy", errors) : null;
        if (endsAt is not null && chair is not null)
            errors.AddRange(Contradictions.Errors(CharterRules.Contradictions(charter, chair, deputy, endsAt.Value, work.Now)));
        if (errors.Count > 0) throw new InvalidException(errors);

        var reference = Ids.Reference();
        await work.Execute(
            """
            INSERT INTO working_group (id, ref, name, purpose, code_of_conduct, admits, membership_rule, is_hidden, default_label, status, chair_id, deputy_id, ends_at, proposed_by, proposed_at)
            VALUES (@id, @reference, @name, @purpose, @conduct, @admits, @Rule, @hidden, @DefaultLabel, @status, @chair, @deputy, @endsAt, @by, @now)
            """,
            new
            {
                id = Ids.Next(work.Now), reference, name = form.Name.Trim(), purpose = form.Purpose.Trim(), conduct = form.CodeOfConduct.Trim(), admits = WorkingGroup.Write(charter),
                charter.Rule, hidden = charter.IsHidden ? 1 : 0, charter.DefaultLabel, status = GroupStatus.Proposed, chair = chair!.Person.Id, deputy = deputy?.Person.Id,
                endsAt, by = work.Caller.Reader.MemberId, now = work.Now,
            });
        work.Record(new AuditEvent("group.proposed", "group", reference));
        return reference;
    }

    private async Task<Charter> Charter(CharterForm form, List<FieldError> errors)
    {
        var handles = form.WalledOrganizations.Distinct().ToList();
        IReadOnlyList<long> walled = handles.Count == 0
            ? []
            : await work.All<long>($"SELECT o.id FROM organization o WHERE o.handle IN @handles AND {Visibility.OfOrganization}", new { handles, ownOrganization = work.Caller.Reader.OrganizationId });
        if (walled.Count < handles.Count) errors.Add(new("walls", "An organization that you chose is no longer in the directory. Choose again."));
        return new Charter
        {
            Sectors = [.. form.Sectors.Distinct().Order()], WalledSectors = [.. form.WalledSectors.Distinct().Order()], WalledOrganizations = [.. walled.Order()],
            Rule = form.Rule, IsHidden = form.IsHidden, DefaultLabel = form.DefaultLabel,
        };
    }
}

/// <summary>Finds those who would chair a group, in the directory as the caller sees it.</summary>
internal static class Officers
{
    private const string Select =
        "SELECT m.id, m.name, m.roles, o.id AS organization_id, o.name AS organization, o.sector FROM member m JOIN organization o ON o.id = m.organization_id";

    public static async Task<GroupOfficer?> Find(Work work, string reference, string field, ICollection<FieldError> errors)
    {
        var row = await work.First<Row>(
            $"""
            {Select}
            WHERE m.ref = @reference AND {Visibility.OfOrganization} AND {Visibility.OfPerson}
            """,
            new { reference, ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId });
        if (row is null)
        {
            errors.Add(new(field, "The person whom you chose is not in the directory. Choose again."));
            return null;
        }
        return row.Officer;
    }

    /// <summary>Whether somebody who was chosen may lead the group as they are now.</summary>
    public static async Task<bool> MayLead(Work work, WorkingGroup group, long member) =>
        await work.First<Row>($"{Select} WHERE m.id = @member", new { member }) is { } row
        && !CharterRules.Against(group.Charter, row.Officer).Any()
        && await Entries.MayBeMember(work, group, member);

    /// <summary>The person with whom they act for, as every member of a group may know who leads it.</summary>
    public static async Task<string> Shown(Work work, long member) =>
        await work.First<Row>($"{Select} WHERE m.id = @member", new { member }) is { } row ? $"{row.Name}, {row.Organization}" : throw new NotFoundException();

    private sealed class Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public Role Roles { get; init; }
        public long OrganizationId { get; init; }
        public string Organization { get; init; } = "";
        public Sector Sector { get; init; }

        public GroupOfficer Officer => new(
            new NamedMember(Id, Name, new NamedOrganization(OrganizationId, Organization, Sector), Roles == Role.Auditor), (Roles & (Role.Representative | Role.Liaison)) != 0);
    }
}
