using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Applications;

/// <summary>The criteria that an organization is asked to meet before it is admitted, as they are now, in order.</summary>
[OpenToEveryone("The criteria are published.")]
public sealed record ListCriteria : IQuery<IReadOnlyList<Criterion>>;

/// <summary>A criterion of admission.</summary>
public sealed class Criterion
{
    /// <summary>Its id, which stays inside.</summary>
    internal long Id { get; init; }

    /// <summary>Its reference. One that is reworded gets another.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Its name in a few words.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it asks for.</summary>
    public string Body { get; init; } = "";

    /// <summary>Its place among the others, counted from 1.</summary>
    public long Position { get; init; }

    internal static Task<IReadOnlyList<Criterion>> Current(Work work) =>
        work.All<Criterion>("SELECT id, ref AS reference, title, body, position FROM criterion WHERE retired_at IS NULL ORDER BY position, id");
}

internal sealed class ListCriteriaHandler(Work work) : IRequestHandler<ListCriteria, IReadOnlyList<Criterion>>
{
    public Task<IReadOnlyList<Criterion>> Handle(ListCriteria request, CancellationToken cancellation) => Criterion.Current(work);
}
