using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Runs each request in a scope of its own through the behaviors, in the order of their registration, to its handler.</summary>
internal sealed class Sender(IServiceScopeFactory scopes) : ISender
{
    private static readonly ConcurrentDictionary<Type, object> Routes = new();

    public async Task<TResult> Send<TResult>(Caller caller, IRequest<TResult> request, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().Caller = caller;
        var route = (Route<TResult>)Routes.GetOrAdd(
            request.GetType(),
            type => Activator.CreateInstance(typeof(Route<,>).MakeGenericType(type, typeof(TResult)))!);
        return await route.Run(scope.ServiceProvider, request, cancellation);
    }

    private abstract class Route<TResult>
    {
        public abstract Task<TResult> Run(IServiceProvider services, IRequest<TResult> request, CancellationToken cancellation);
    }

    private sealed class Route<TRequest, TResult> : Route<TResult>
        where TRequest : IRequest<TResult>
    {
        public override Task<TResult> Run(IServiceProvider services, IRequest<TResult> request, CancellationToken cancellation)
        {
            var handler = services.GetRequiredService<IRequestHandler<TRequest, TResult>>();
            Func<Task<TResult>> next = () => handler.Handle((TRequest)request, cancellation);
            foreach (var behavior in services.GetServices<IPipelineBehavior<TRequest, TResult>>().Reverse())
            {
                var inner = next;
                next = () => behavior.Handle((TRequest)request, inner, cancellation);
            }
            return next();
        }
    }
}
