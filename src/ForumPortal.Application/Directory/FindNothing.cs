using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Directory;

/// <summary>Asks for what is not there: refused and entered like anything that the caller may not see.</summary>
[OpenToEveryone("It finds nothing.")]
public sealed record FindNothing : IQuery<bool>;

internal sealed class FindNothingHandler : IRequestHandler<FindNothing, bool>
{
    public Task<bool> Handle(FindNothing request, CancellationToken cancellation) => throw new NotFoundException();
}
