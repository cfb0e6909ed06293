using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Shuts an organization out: its people's sessions end, and their next request is refused. What it has published stays.</summary>
/// <param name="Handle">The organization's handle.</param>
[OnlyTheProgram]
public sealed record SuspendOrganization(string Handle) : ICommand<bool>;

/// <summary>Lets a suspended organization back in; its people sign in anew.</summary>
/// <param name="Handle">The organization's handle.</param>
[OnlyTheProgram]
public sealed record ReactivateOrganization(string Handle) : ICommand<bool>;

internal sealed class SuspendOrganizationHandler(Work work) : IRequestHandler<SuspendOrganization, bool>
{
    public async Task<bool> Handle(SuspendOrganization request, CancellationToken cancellation)
    {
        await (await OrganizationLife.OfCommandLine(work, request.Handle)).ChangeStatus(OrganizationStatus.Suspended, "");
        return true;
    }
}

internal sealed class ReactivateOrganizationHandler(Work work) : IRequestHandler<ReactivateOrganization, bool>
{
    public async Task<bool> Handle(ReactivateOrganization request, CancellationToken cancellation)
    {
        await (await OrganizationLife.OfCommandLine(work, request.Handle)).ChangeStatus(OrganizationStatus.Active, "");
        return true;
    }
}
