using System.Reflection;
using ForumPortal.Application.Pipeline;
using MediatR;

namespace ForumPortal.Architecture.Tests;

public class RequestTests
{
    private static readonly Type[] Types = [.. typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false })];

    public static TheoryData<Type> Requests => [.. Types.Where(type => type.GetInterfaces().Any(one => Is(one, typeof(IRequest<>))))];

    [Fact]
    public void There_are_requests_to_look_at() => Assert.True(Requests.Count > 25, $"Only {Requests.Count} were found.");

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_declares_one_permission_and_has_one_handler(Type request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Assert.Single(request.GetCustomAttributes<DeclaresPermissionAttribute>(inherit: true));
        Assert.Single(Types, type => type.GetInterfaces().Any(one => Is(one, typeof(IRequestHandler<,>)) && one.GenericTypeArguments[0] == request));
        Assert.True(request.IsSealed, "A request is not derived from.");
        Assert.Single(request.GetInterfaces(), one => Is(one, typeof(IQuery<>)) || Is(one, typeof(ICommand<>)));
    }

    [Fact]
    public void What_is_open_to_everyone_changes_nothing() =>
        Assert.DoesNotContain(Types, type => type.GetCustomAttribute<OpenToEveryoneAttribute>() is not null && type.GetInterfaces().Any(one => Is(one, typeof(ICommand<>))));

    [Fact]
    public void Handlers_are_reached_through_the_pipeline_only() =>
        Assert.All(Types.Where(type => type.GetInterfaces().Any(one => Is(one, typeof(IRequestHandler<,>)) || one.Name == "IEventHandler")), handler => Assert.False(handler.IsPublic, handler.Name));

    private static bool Is(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;
}
