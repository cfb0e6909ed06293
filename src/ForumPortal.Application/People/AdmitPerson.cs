using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Admits somebody of the caller's organization who waits; they sign in again and are in.</summary>
/// <param name="Reference">Who.</param>
/// <param name="IsAdmitted">Whether they are admitted; otherwise they are refused for good, and come back only by an invitation.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record AdmitPerson(string Reference, bool IsAdmitted) : ICommand<string>;

internal sealed class AdmitPersonHandler(Work work) : IRequestHandler<AdmitPerson, string>
{
    public async Task<string> Handle(AdmitPerson request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        person.Demand(MemberStatus.Waiting);
        await person.ChangeStatus(request.IsAdmitted ? MemberStatus.Active : MemberStatus.Removed, "");
        return person.Name;
    }
}

/// <summary>How many people of the caller's organization wait to be admitted, at the most 100.</summary>
[Requires(Permission.AdministerOrganization)]
public sealed record CountWaiting : IQuery<long>;

internal sealed class CountWaitingHandler(Work work) : IRequestHandler<CountWaiting, long>
{
    private const int Most = 100;

    public async Task<long> Handle(CountWaiting request, CancellationToken cancellation) =>
        (await work.All<long>(
            $"SELECT id FROM member WHERE organization_id = @organization AND status = @waiting ORDER BY id {work.Dialect.Limit(Most)}",
            new { organization = work.Caller.Reader.OrganizationId, waiting = MemberStatus.Waiting })).Count;
}
