using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Shuts a member out: their sessions end, and their next request is refused.</summary>
/// <param name="Organization">Their organization's handle.</param>
/// <param name="Email">Their address. Where an organization has several members of that address, all of them.</param>
[OnlyTheProgram]
public sealed record SuspendMember(string Organization, string Email) : ICommand<int>;

/// <summary>Lets a suspended member back in; they sign in anew.</summary>
/// <param name="Organization">Their organization's handle.</param>
/// <param name="Email">Their address.</param>
[OnlyTheProgram]
public sealed record ReactivateMember(string Organization, string Email) : ICommand<int>;

internal sealed class SuspendMemberHandler(Work work) : IRequestHandler<SuspendMember, int>
{
    public async Task<int> Handle(SuspendMember request, CancellationToken cancellation)
    {
        var people = await MemberLife.OfAddress(work, request.Organization, request.Email, MemberStatus.Active);
        foreach (var person in people) await person.ChangeStatus(MemberStatus.Suspended, "");
        return people.Count;
    }
}

internal sealed class ReactivateMemberHandler(Work work) : IRequestHandler<ReactivateMember, int>
{
    public async Task<int> Handle(ReactivateMember request, CancellationToken cancellation)
    {
        var people = await MemberLife.OfAddress(work, request.Organization, request.Email, MemberStatus.Suspended);
        foreach (var person in people) await person.ChangeStatus(MemberStatus.Active, "");
        return people.Count;
    }
}
