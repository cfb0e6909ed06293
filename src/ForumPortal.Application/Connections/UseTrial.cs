using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>Puts settings that passed their test into use: from the next sign-in on they count. Answers the connection's reference.</summary>
/// <param name="Reference">The trial's reference.</param>
/// <param name="Version">The version that was seen.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record UseTrial(string Reference, long Version) : ICommand<string>;

internal sealed class UseTrialHandler(Work work) : IRequestHandler<UseTrial, string>
{
    public async Task<string> Handle(UseTrial request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        var trial = await TrialRow.Own(work, caller.OrganizationId, request.Reference);
        trial.DemandTested(request.Version);
        await DemandAdministrator(trial, caller.Sector);
        await TrialUse.Apply(work, trial);
        return trial.ConnectionReference;
    }

    // Whoever tested must stay an administrator by these settings, or somebody else must be one whatever they say.
    private async Task DemandAdministrator(TrialRow trial, Sector sector)
    {
        var tested = await work.First<Tested>("SELECT id, status, given_roles FROM member WHERE subject_hash = @subject", new { subject = trial.TestedSubject });
        var roles = ClaimedRoles.Together(trial.LastOutcome!.Claimed | (tested?.GivenRoles ?? Role.Reader), sector);
        var isLetIn = tested is null ? trial.Admission == AdmissionPolicy.Everyone : tested.Status == MemberStatus.Active;
        if (isLetIn && roles.HasFlag(Role.OrganizationAdministrator)) return;
        if (await Administrators.Count(work, trial.OrganizationId, trial.FutureConnectionId, countGiven: true, except: tested?.Id ?? 0) == 0)
        {
            throw new ConflictException(
                "With these settings your organization would have no administrator: whoever tested them would not be one, and nobody else is one by another connection or by a role given in the portal. "
                + "Map a value of the role claim to organization administrator, see that the person who tests has it, and test again.");
        }
    }

    private sealed class Tested
    {
        public long Id { get; init; }
        public MemberStatus Status { get; init; }
        public Role GivenRoles { get; init; }
    }
}

/// <summary>Who could still administer an organization if one of its connections led nowhere.</summary>
internal static class Administrators
{
    /// <summary>How many active administrators sign in by another enabled connection, or hold the role by gift on this one where that counts.</summary>
    public static Task<long> Count(Work work, long organization, long without, bool countGiven, long except = 0) =>
        work.Value<long>(
            """
            SELECT COUNT(*) FROM member m JOIN connection c ON c.id = m.connection_id
            WHERE m.organization_id = @organization AND m.status = @active AND c.enabled = 1 AND m.id <> @except
              AND ((m.connection_id <> @without AND (m.roles & @administrator) <> 0)
                OR (@countGiven = 1 AND m.connection_id = @without AND (m.given_roles & @administrator) <> 0))
            """,
            new { organization, active = MemberStatus.Active, without, administrator = Role.OrganizationAdministrator, countGiven = countGiven ? 1 : 0, except });
}
