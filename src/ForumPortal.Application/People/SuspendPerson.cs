using ForumPortal.Application.Content;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Shuts somebody of the caller's organization out for a time: their sessions end at once. Their memberships, drafts and items stay.</summary>
/// <param name="Reference">Who.</param>
/// <param name="Reason">Why, for the organization's administrators; at most 1,000 characters.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record SuspendPerson(string Reference, [property: Typed("reason")] string Reason) : ICommand<long>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Reasons.Errors(Reason);
}

/// <summary>Lets somebody who was suspended back in; they sign in anew, with the roles and memberships that they had.</summary>
/// <param name="Reference">Who.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ReactivatePerson(string Reference, [property: Typed("reason")] string Reason) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Reasons.Errors(Reason);
}

internal static class Reasons
{
    public const int Longest = 1_000;

    public static IEnumerable<FieldError> Errors(string reason) => Texts.Prose("reason", reason, Longest, "Give the reason.");
}

internal sealed class SuspendPersonHandler(Work work) : IRequestHandler<SuspendPerson, long>
{
    public async Task<long> Handle(SuspendPerson request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        person.Demand(MemberStatus.Active);
        person.DemandMayShutOut();
        await person.DemandAnotherAdministrator("reason");
        return await person.ChangeStatus(MemberStatus.Suspended, request.Reason.Trim());
    }
}

internal sealed class ReactivatePersonHandler(Work work) : IRequestHandler<ReactivatePerson, bool>
{
    public async Task<bool> Handle(ReactivatePerson request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        person.Demand(MemberStatus.Suspended);
        person.DemandMayShutOut();
        await person.ChangeStatus(MemberStatus.Active, request.Reason.Trim());
        return true;
    }
}
