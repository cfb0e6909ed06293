using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Sends each request in a scope of its own, as its caller.</summary>
internal sealed class Sender(IServiceScopeFactory scopes) : ISender
{
    public async Task<TResult> Send<TResult>(Caller caller, IRequest<TResult> request, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellation);
    }
}
