using System.Reflection;
using Dapper;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Discussions;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Library;
using ForumPortal.Domain.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ForumPortal.Application;

/// <summary>Puts the pipeline and every handler into the container.</summary>
public static class ApplicationServices
{
    /// <summary>Adds the application.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        Times.Register();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISender, Sender>();
        services.AddScoped<ServiceFactory>(scope => scope.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddSingleton<StrangersRefusals>();
        services.AddScoped<Work>();
        services.AddSingleton<Cursor>();
        services.TryAddSingleton(new IssuerRule(IsHttpsOnly: true));

        SqlMapper.AddTypeHandler(new StoredKind());
        ItemKinds.Add([.. BriefingKinds.All, .. RequestKinds.All, .. LibraryKinds.All, .. DiscussionKinds.All, .. DecisionKinds.All]);
        services.AddScoped<IItemRule, AnswerRule>();
        services.AddScoped<IItemRule, RequestRule>();

        // The pipeline, from the outside in.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RefusalBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));

        return services.AddRequests([.. Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false })]);
    }

    /// <summary>Adds the handlers among these types, and demands of each request among them that it declares a permission and has one.</summary>
    /// <exception cref="InvalidOperationException">A request declares no permission, or several, or has no handler.</exception>
    public static IServiceCollection AddRequests(this IServiceCollection services, IReadOnlyCollection<Type> types)
    {
        foreach (var type in types)
        {
            foreach (var contract in type.GetInterfaces().Where(IsHandler)) services.AddScoped(contract, type);
        }
        foreach (var request in types.Where(type => type.GetInterfaces().Any(IsRequest)))
        {
            Permissions.Declared(request);
            if (!services.Any(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) && service.ServiceType.GenericTypeArguments[0] == request))
                throw new InvalidOperationException($"{request.FullName} has no handler.");
        }
        return services;
    }

    private static bool IsHandler(Type contract) =>
        contract.IsGenericType && (contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) || contract.GetGenericTypeDefinition() == typeof(IEventHandler<>));

    private static bool IsRequest(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>);
}
