using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Directory;

/// <summary>Asks for what is not there: refused and entered like anything that the caller may not see.</summary>
[OpenToEveryone("It finds nothing.")]
public sealed record FindNothing : IQuery<bool>;

internal sealed class FindNothingHandler : IRequestHandler<FindNothing, bool>
{
    public Task<bool> Handle(FindNothing request, CancellationToken cancellation) => throw new NotFoundException();
}

/// <summary>Refuses a caller whose role does not permit the page that was asked for, so that the record has it.</summary>
/// <param name="Message">What the caller is told.</param>
[OpenToEveryone("It refuses everyone.")]
public sealed record RefuseForRole(string Message) : IQuery<bool>;

internal sealed class RefuseForRoleHandler : IRequestHandler<RefuseForRole, bool>
{
    public Task<bool> Handle(RefuseForRole request, CancellationToken cancellation) => throw new ForbiddenException(request.Message);
}
