using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>What the link to set a first connection up leads to.</summary>
/// <param name="Secret">The link's secret.</param>
[OpenToEveryone("It answers only to the holder of a link's secret.", BeforeTerms = true)]
public sealed record ReadSetUp(string Secret) : IQuery<SetUp>;

/// <summary>A first connection that is being set up.</summary>
/// <param name="Organization">The organization's name.</param>
/// <param name="Handle">Its handle.</param>
/// <param name="Form">The form.</param>
/// <param name="Trial">What is being tried; null at the beginning.</param>
public sealed record SetUp(string Organization, string Handle, ConnectionFormPage Form, Trial? Trial);

/// <summary>Keeps the settings of a first connection to be tried.</summary>
/// <param name="Secret">The link's secret.</param>
/// <param name="Form">The settings.</param>
[ForStrangers("The secret of a link to set the first connection up.")]
public sealed record SaveSetUp(string Secret, ConnectionForm Form) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Form.Validate(isNew: Form.Version == 0);
}

/// <summary>Puts the first connection into use and makes the person who tested it the organization's first administrator. Answers the connection's reference.</summary>
/// <param name="Secret">The link's secret.</param>
/// <param name="Version">The version that was seen.</param>
[ForStrangers("The secret of a link to set the first connection up.")]
public sealed record UseSetUp(string Secret, long Version) : ICommand<string>;

internal sealed class ReadSetUpHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<ReadSetUp, SetUp>
{
    public async Task<SetUp> Handle(ReadSetUp request, CancellationToken cancellation)
    {
        var link = await SetUpLink.Find(work, request.Secret);
        var trial = await link.Trial(work);
        return new SetUp(
            link.Name, link.Handle, ConnectionFormPage.Of(trial, trial?.Version ?? 0, link.Sector, isIssuerFixed: false),
            trial is null ? null : Trial.Of(trial, link.Sector, protection));
    }
}

internal sealed class SaveSetUpHandler(Work work, IDataProtectionProvider protection, IssuerRule rule) : IRequestHandler<SaveSetUp, string>
{
    public async Task<string> Handle(SaveSetUp request, CancellationToken cancellation)
    {
        var link = await SetUpLink.Find(work, request.Secret);
        return await new TrialWriting(work, protection, rule).Save(link.OrganizationId, link.Sector, null, await link.Trial(work), request.Form);
    }
}

internal sealed class UseSetUpHandler(Work work) : IRequestHandler<UseSetUp, string>
{
    private const Role Given = Role.OrganizationAdministrator | Role.Reader;

    public async Task<string> Handle(UseSetUp request, CancellationToken cancellation)
    {
        var link = await SetUpLink.Find(work, request.Secret);
        var trial = await link.Trial(work) ?? throw new ConflictException("There is nothing to use yet. Enter the settings and test them first.");
        trial.DemandTested(request.Version);
        if (await work.Execute("UPDATE set_up_link SET used_at = @now WHERE secret_hash = @hash AND used_at IS NULL", new { now = work.Now, hash = Ids.Hash(request.Secret) }) == 0)
            throw new NotFoundException();
        await TrialUse.Apply(work, trial);
        await Admit(trial, trial.LastOutcome!, link.Sector);
        return trial.ConnectionReference;
    }

    private async Task Admit(TrialRow trial, TrialOutcome outcome, Sector sector)
    {
        var id = Ids.Next(work.Now);
        await work.Execute(
            """
            INSERT INTO member (id, ref, organization_id, connection_id, subject_hash, name, folded_name, email, roles, given_roles, status, terms_version, created_at)
            VALUES (@id, @reference, @organization, @connection, @hash, @name, @folded, @email, @roles, @given, @status, 0, @now)
            """,
            new
            {
                id, reference = Ids.Reference(), organization = trial.OrganizationId, connection = trial.FutureConnectionId, hash = trial.TestedSubject, name = outcome.Name, folded = Folding.Of(outcome.Name), email = outcome.Email,
                roles = ClaimedRoles.Together(outcome.Claimed | Given, sector), given = Given, status = MemberStatus.Active, now = work.Now,
            });
        work.Record(new AuditEvent("member.joined", "member") { Outcome = nameof(MemberStatus.Active), Detail = "by setting the first connection up", MemberId = id, OrganizationId = trial.OrganizationId });
    }
}
