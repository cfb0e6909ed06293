using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>The reference of the connection through which the caller signed in, for signing in afresh.</summary>
[Requires(Permission.UseOwnAccount)]
public sealed record FindOwnConnection : IQuery<string>;

internal sealed class FindOwnConnectionHandler(Work work) : IRequestHandler<FindOwnConnection, string>
{
    public async Task<string> Handle(FindOwnConnection request, CancellationToken cancellation) =>
        await work.First<string>(
            "SELECT c.ref FROM sign_in_session s JOIN connection c ON c.id = s.connection_id WHERE s.id = @id",
            new { id = work.Caller.SessionId }) ?? throw new NotFoundException();
}
