using System.Text.Json;

namespace ForumPortal.Application.Pipeline;

/// <summary>A kind of request that can wait for its moment.</summary>
/// <param name="Word">How it is stored: chosen once and never changed.</param>
/// <param name="Request">The type of the request.</param>
internal abstract record DeferredKind(string Word, Type Request)
{
    /// <summary>What it is called on pages, such as "Correction".</summary>
    public required string Name { get; init; }

    /// <summary>Sends the stored request.</summary>
    public abstract Task Send(ISender sender, Caller caller, string request, CancellationToken cancellation);
}

/// <summary>The same, with what the request answers.</summary>
internal sealed record DeferredKind<TRequest, TResult>(string Word) : DeferredKind(Word, typeof(TRequest))
    where TRequest : IRequest<TResult>
{
    public override Task Send(ISender sender, Caller caller, string request, CancellationToken cancellation) =>
        sender.Send(caller, JsonSerializer.Deserialize<TRequest>(request)!, cancellation);
}

/// <summary>All of them, put together at start from the lists of the areas.</summary>
internal static class DeferredKinds
{
    private static volatile IReadOnlyList<DeferredKind> all = [];

    public static IReadOnlyList<DeferredKind> All => all;

    public static void Add(IReadOnlyList<DeferredKind> kinds)
    {
        if (kinds.DistinctBy(kind => kind.Word).Count() != kinds.Count || kinds.DistinctBy(kind => kind.Request).Count() != kinds.Count)
            throw new InvalidOperationException("Two kinds of deferred act have one word, or one request.");
        all = kinds;
    }

    public static DeferredKind Of(string word) => all.FirstOrDefault(kind => kind.Word == word) ?? throw new InvalidOperationException($"There is no kind of deferred act '{word}'.");

    public static DeferredKind Of(Type request) => all.FirstOrDefault(kind => kind.Request == request) ?? throw new InvalidOperationException($"{request.Name} cannot wait.");
}
