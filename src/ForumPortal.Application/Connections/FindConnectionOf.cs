using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Connections;

/// <summary>The reference of the connection that an organization signs in by, listed or not, for the command line.</summary>
/// <param name="Organization">The organization's handle.</param>
[OnlyTheProgram]
public sealed record FindConnectionOf(string Organization) : IQuery<string>;

internal sealed class FindConnectionOfHandler(Work work) : IRequestHandler<FindConnectionOf, string>
{
    public async Task<string> Handle(FindConnectionOf request, CancellationToken cancellation) =>
        await work.First<string>(
            $"""
            SELECT c.ref FROM connection c JOIN organization o ON o.id = c.organization_id
            WHERE o.handle = @handle AND c.enabled = 1
            ORDER BY c.preferred DESC, c.created_at DESC, c.id DESC {work.Dialect.Limit(1)}
            """,
            new { handle = request.Organization })
        ?? throw new InvalidException("organization", $"There is no organization '{request.Organization}' with a connection.");
}
