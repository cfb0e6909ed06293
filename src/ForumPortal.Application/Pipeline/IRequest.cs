namespace ForumPortal.Application.Pipeline;

/// <summary>A request that changes nothing but what the record and the readings keep of it. Like every request it declares its permission with <see cref="RequiresAttribute"/> or one of its siblings.</summary>
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

/// <summary>The way in: everything that anybody asks goes through here.</summary>
public interface ISender
{
    /// <summary>Sends the request through the pipeline as the caller.</summary>
    /// <exception cref="RequestRefusedException">It was refused; the kind says why.</exception>
    Task<TResult> Send<TResult>(Caller caller, IRequest<TResult> request, CancellationToken cancellation = default);
}
