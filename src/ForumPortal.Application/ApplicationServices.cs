using System.Reflection;
using Dapper;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Events;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Discussions;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Library;
using ForumPortal.Domain.Mail;
using ForumPortal.Domain.Posts;
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
        services.AddScoped<Asker>();
        services.AddScoped<Work>();
        services.AddSingleton<Cursor>();
        services.TryAddSingleton(new IssuerRule(IsHttpsOnly: true));

        SqlMapper.AddTypeHandler(new StoredKind());
        ItemKinds.Add([.. BriefingKinds.All, .. RequestKinds.All, .. LibraryKinds.All, .. DiscussionKinds.All, .. DecisionKinds.All]);
        SqlMapper.AddTypeHandler(new StoredEventKind());
        EventKinds.Add([.. ItemChange.All, .. PostChange.All, .. RequestChange.All, .. GroupChange.All, .. ApplicationChange.All, .. MailKinds.All]);
        services.AddEventHandlers();
        DeferredKinds.Add([.. ItemActs.Deferred, .. PostActs.Deferred]);
        services.AddSingleton<Effects>();
        services.AddScoped<IDeparture, EndMemberships>();
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

    private static void AddEventHandlers(this IServiceCollection services)
    {
        var handlers = Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IEventHandler))).ToList();
        foreach (var type in handlers) services.AddScoped(type);
        var known = handlers.SelectMany(type => KindsOf(type).Select(kind => (kind.Word, Type: type))).ToLookup(pair => pair.Word, pair => pair.Type);
        if (EventKinds.All.FirstOrDefault(kind => kind.IsCarriedOut && !known.Contains(kind.Word)) is { } gap) throw new InvalidOperationException($"Nothing carries out events of the kind '{gap.Word}'.");
        services.AddSingleton(new EventHandlers(known));
    }

    private static IReadOnlyCollection<EventKind> KindsOf(Type handler) => (IReadOnlyCollection<EventKind>)handler.GetProperty(nameof(IEventHandler.Kinds))!.GetValue(null)!;

    private static bool IsHandler(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);

    private static bool IsRequest(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>);
}
