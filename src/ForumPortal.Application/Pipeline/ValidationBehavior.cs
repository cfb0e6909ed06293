namespace ForumPortal.Application.Pipeline;

/// <summary>Refuses a request whose own fields do not stand.</summary>
internal sealed class ValidationBehavior<TRequest, TResult> : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next)
    {
        if (request is IValidated validated && validated.Validate().ToList() is { Count: > 0 } errors) throw new InvalidException(errors);
        return next();
    }
}
