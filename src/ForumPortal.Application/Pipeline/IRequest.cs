namespace ForumPortal.Application.Pipeline;

/// <summary>What somebody asks of the portal; declares its permission with <see cref="RequiresAttribute"/> or one of its siblings.</summary>
/// <typeparam name="TResult">What it answers.</typeparam>
public interface IRequest<TResult>;

/// <summary>A request that changes nothing but what the record and the readings keep of it.</summary>
/// <typeparam name="TResult">What it answers.</typeparam>
public interface IQuery<TResult> : IRequest<TResult>;

/// <summary>A request that changes something: its handler runs in one transaction, in which the caller is looked up again.</summary>
/// <typeparam name="TResult">What it answers.</typeparam>
public interface ICommand<TResult> : IRequest<TResult>;

/// <summary>A request that looks at its own fields before anything else does.</summary>
public interface IValidated
{
    /// <summary>What is wrong with the fields; nothing where they may stand.</summary>
    IEnumerable<FieldError> Validate();
}

/// <summary>The one handler of a request.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What it answers.</typeparam>
public interface IRequestHandler<in TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    /// <summary>Does what the request asks, as the caller of the <see cref="Work"/> at hand.</summary>
    Task<TResult> Handle(TRequest request, CancellationToken cancellation);
}

/// <summary>One stage of the pipeline around every handler.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">What it answers.</typeparam>
public interface IPipelineBehavior<in TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    /// <summary>Does its part and calls <paramref name="next"/>, or refuses.</summary>
    Task<TResult> Handle(TRequest request, Func<Task<TResult>> next, CancellationToken cancellation);
}

/// <summary>The way in: everything that anybody asks goes through here.</summary>
public interface ISender
{
    /// <summary>Sends the request through the pipeline as the caller.</summary>
    /// <exception cref="RequestRefusedException">It was refused; the kind says why.</exception>
    Task<TResult> Send<TResult>(Caller caller, IRequest<TResult> request, CancellationToken cancellation = default);
}
