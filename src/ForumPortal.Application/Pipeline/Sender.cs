using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Sends each request in a scope of its own, as its caller.</summary>
internal sealed class Sender(IServiceScopeFactory scopes) : ISender
{
    public async Task<TResult> Send<TResult>(Caller caller, IRequest<TResult> request, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Asker>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellation);
    }
}

/// <summary>Who sent the request, as they were known when it came. What handlers go by is <see cref="Work.Caller"/>.</summary>
internal sealed class Asker
{
    private Caller? caller;

    public Caller Caller
    {
        get => caller ?? throw new InvalidOperationException("Requests are sent through the sender.");
        set => caller = caller is null ? value : throw new InvalidOperationException("Each request has a scope of its own.");
    }
}
