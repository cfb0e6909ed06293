using System.Net.Mail;
using System.Text.Json;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>Keeps how the test of a trial ended. Nobody is signed in or admitted by it.</summary>
/// <param name="Trial">The trial's reference.</param>
/// <param name="Version">The version that was tested; nothing is kept where it is another by now.</param>
/// <param name="Tester">The member who tested; 0 where the organization has none yet.</param>
[OnlyTheProgram]
public sealed record RecordTrialTest(string Trial, long Version, long Tester) : ICommand<bool>
{
    /// <summary>Who was proved; null where the test failed.</summary>
    public ProvenPerson? Person { get; init; }

    /// <summary>The claims that arrived, cut to a length that can be shown.</summary>
    public IReadOnlyList<ArrivedClaim> Claims { get; init; } = [];

    /// <summary>Whether a name arrived.</summary>
    public bool HasName { get; init; }

    /// <summary>Whether the ID token says when the person proved who they are.</summary>
    public bool HasAuthenticationTime { get; init; }

    /// <summary>Whether the provider asked the person anew, as it was asked to.</summary>
    public bool WasAskedAnew { get; init; }

    /// <summary>The claims that the UserInfo endpoint sent.</summary>
    public IReadOnlyList<string> SaidByUserInfo { get; init; } = [];

    /// <summary>Whether one can sign out at the provider.</summary>
    public bool OffersSignOut { get; init; }

    /// <summary>Why it failed, without anything that the provider sent; empty where it did not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What kind of failure that is.</summary>
    public ConnectionFault Fault { get; init; }
}

internal sealed class RecordTrialTestHandler(Work work) : IRequestHandler<RecordTrialTest, bool>
{
    public async Task<bool> Handle(RecordTrialTest request, CancellationToken cancellation)
    {
        var trial = await work.First<TrialRow>(
            $"SELECT {TrialRow.Columns} FROM connection_trial t WHERE t.ref = @reference AND t.version = @version AND t.used_at IS NULL",
            new { reference = request.Trial, version = request.Version });
        if (trial is null) return false;
        var sector = await work.Value<Sector>("SELECT sector FROM organization WHERE id = @id", new { id = trial.OrganizationId });
        var subject = request.Person is { } person ? PersonHash.Of(trial.FutureConnectionId, person.Issuer, person.Subject) : null;
        var outcome = request.Person is null || subject is null
            ? new TrialOutcome { Reason = request.Reason, Fault = request.Fault }
            : request.Person.IsByReference(trial.RoleClaim)
            ? new TrialOutcome { Reason = $"the provider refers to the claim {trial.RoleClaim} instead of sending it (_claim_names)", Fault = ConnectionFault.ByReference, Claims = request.Claims }
            : await Become(request, request.Person, subject, trial, sector);
        await work.Execute(
            "UPDATE connection_trial SET tested_version = version, tested_at = @now, tested_by = @by, tested_subject = @subject, outcome = @outcome WHERE id = @id AND version = @version",
            new { now = work.Now, by = request.Tester > 0 ? request.Tester : (long?)null, subject, outcome = JsonSerializer.Serialize(outcome), id = trial.Id, version = request.Version });
        work.Record(new AuditEvent("connection.tested", "connection", trial.ConnectionReference)
        {
            Outcome = outcome.IsSuccess ? "done" : "refused", Detail = outcome.Reason, OrganizationId = trial.OrganizationId, MemberId = request.Tester > 0 ? request.Tester : null,
        });
        return true;
    }

    private async Task<TrialOutcome> Become(RecordTrialTest request, ProvenPerson person, byte[] subject, TrialRow trial, Sector sector)
    {
        var member = await work.First<Member>("SELECT status, given_roles FROM member WHERE subject_hash = @subject", new { subject });
        var email = await KeptEmail.Of(work, person.Email, trial.OrganizationId);
        var claimed = trial.RoleClaim.Length > 0 && person.Claims.TryGetValue(trial.RoleClaim, out var values) ? ClaimedRoles.Of(values, ClaimedRoles.Map(trial.RoleMap), sector) : Role.None;
        return new TrialOutcome
        {
            Claims = request.Claims,
            Name = person.Name,
            Email = email,
            EmailFate = email.Length > 0 ? EmailFate.Kept : person.Email.Length > 0 ? EmailFate.ForeignDomain : EmailFate.Missing,
            Claimed = claimed,
            Roles = ClaimedRoles.Together(claimed | (member?.GivenRoles ?? Role.Reader), sector),
            HasRoleClaim = trial.RoleClaim.Length > 0 && person.Claims.ContainsKey(trial.RoleClaim),
            HasRoleClaimElsewhere = request.SaidByUserInfo.Contains(trial.RoleClaim),
            HasName = request.HasName,
            WasAskedAnew = request.WasAskedAnew,
            OffersSignOut = request.OffersSignOut,
            HasAuthenticationTime = request.HasAuthenticationTime,
            IsKnown = member is not null,
            Status = member?.Status ?? trial.Admission switch
            {
                AdmissionPolicy.Everyone => MemberStatus.Active,
                AdmissionPolicy.AskAdministrator => MemberStatus.Waiting,
                _ => null,
            },
        };
    }

    private sealed class Member
    {
        public MemberStatus Status { get; init; }
        public Role GivenRoles { get; init; }
    }
}

/// <summary>Which address of a person is kept.</summary>
internal static class KeptEmail
{
    /// <summary>The address, where it lies in a domain that the organization has verified; otherwise empty.</summary>
    public static async Task<string> Of(Work work, string email, long organization)
    {
        if (!MailAddress.TryCreate(email, out var parsed) || parsed.Address != email) return "";
        var domain = DomainName.Of(email) ?? "";
        var verified = await work.Value<long>("SELECT COUNT(*) FROM organization_domain WHERE domain = @domain AND organization_id = @organization", new { domain, organization });
        return verified == 0 ? "" : email;
    }
}
