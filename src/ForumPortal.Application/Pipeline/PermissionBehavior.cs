using System.Collections.Concurrent;
using System.Reflection;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Pipeline;

/// <summary>Known caller, declared permission: first before anything is opened, then again inside a command's transaction.</summary>
internal sealed class PermissionBehavior<TRequest, TResult>(Asker asker) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next)
    {
        Permissions.Demand(typeof(TRequest), asker.Caller);
        return next();
    }
}

/// <summary>What each request declares, and the check of it.</summary>
public static class Permissions
{
    private static readonly ConcurrentDictionary<Type, DeclaresPermissionAttribute> Known = new();

    /// <summary>The declaration of a request type.</summary>
    /// <exception cref="InvalidOperationException">It declares none, or several.</exception>
    public static DeclaresPermissionAttribute Declared(Type request) => Known.GetOrAdd(request, Read);

    /// <summary>Refuses the caller who may not send requests of this type.</summary>
    public static void Demand(Type request, Caller caller)
    {
        var declared = Declared(request);
        if (declared is RequiresAttribute required)
        {
            if (caller.IsStranger) throw new ForbiddenException("Sign in to go on.") { Remedy = Remedy.SignIn };
            if (!declared.Permits(caller)) throw new ForbiddenException("Your role does not permit this. Your organization's administrator gives roles.");
            if (required.Permission != Permission.UseOwnAccount) DemandTerms(caller);
        }
        else if (!declared.Permits(caller))
        {
            throw new ForbiddenException("This is for the program itself.");
        }
        else if (declared is OpenToEveryoneAttribute { BeforeTerms: false })
        {
            DemandTerms(caller);
        }
    }

    private static DeclaresPermissionAttribute Read(Type request) =>
        request.GetCustomAttributes<DeclaresPermissionAttribute>(inherit: false).ToList() is [var one]
            ? one
            : throw new InvalidOperationException($"{request.FullName} must declare exactly one permission.");

    private static void DemandTerms(Caller caller)
    {
        if (caller.SessionId != 0 && !caller.HasAcceptedTerms)
            throw new ForbiddenException("Accept the terms of the forum to go on.") { Remedy = Remedy.AcceptTerms };
    }
}
