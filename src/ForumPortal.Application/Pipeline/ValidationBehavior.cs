
namespace ForumPortal.Application.Pipeline;

/// <summary>Refuses a request whose own fields do not stand.</summary>
internal sealed class ValidationBehavior<TRequest, TResult> : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next)
    {
        var errors = TypedTexts.Errors(request).ToList();
        if (request is IValidated validated) errors.AddRange(validated.Validate());
        if (errors.Count > 0) throw new InvalidException([.. errors.Distinct()]);
        return next();
    }
}
