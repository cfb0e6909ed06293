using ForumPortal.Application.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>A request that was left half done keeps the program from starting.</summary>
public class StartUpTests
{
    [Theory]
    [InlineData(typeof(Undeclared), "must declare exactly one permission")]
    [InlineData(typeof(DeclaredTwice), "must declare exactly one permission")]
    [InlineData(typeof(Unhandled), "has no handler")]
    public void A_request_without_a_permission_or_a_handler_is_refused(Type request, string why) =>
        Assert.Contains($"{request.FullName} {why}", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddRequests([request, typeof(Handler)])).Message, StringComparison.Ordinal);

    [Fact]
    public void One_with_both_is_taken() => new ServiceCollection().AddRequests([typeof(Whole), typeof(Handler)]);

    private sealed record Undeclared : IQuery<bool>;

    [OnlyTheProgram, OpenToEveryone("A test.")]
    private sealed record DeclaredTwice : IQuery<bool>;

    [OnlyTheProgram]
    private sealed record Unhandled : IQuery<bool>;

    [OnlyTheProgram]
    private sealed record Whole : IQuery<bool>;

    private sealed class Handler : IRequestHandler<Undeclared, bool>, IRequestHandler<DeclaredTwice, bool>, IRequestHandler<Whole, bool>
    {
        public Task<bool> Handle(Undeclared request, CancellationToken cancellation) => Task.FromResult(true);

        public Task<bool> Handle(DeclaredTwice request, CancellationToken cancellation) => Task.FromResult(true);

        public Task<bool> Handle(Whole request, CancellationToken cancellation) => Task.FromResult(true);
    }
}
