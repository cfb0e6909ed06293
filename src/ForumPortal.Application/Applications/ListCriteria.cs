using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>The criteria that an organization is asked to meet before it is admitted, as they are now, in order.</summary>
[OpenToEveryone("The criteria are published.")]
public sealed record ListCriteria : IQuery<IReadOnlyList<Criterion>>;

/// <summary>The criteria that were retired and that no other words have replaced, in their order of then.</summary>
[Requires(Permission.OperateForum)]
public sealed record ListRetiredCriteria : IQuery<IReadOnlyList<Criterion>>;

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

    /// <summary>Of a row of <c>criterion</c>: retired, and not reworded.</summary>
    internal const string IsRetired = "retired_at IS NOT NULL AND id NOT IN (SELECT n.replaces_id FROM criterion n WHERE n.replaces_id IS NOT NULL)";

    internal static Task<IReadOnlyList<Criterion>> Current(Work work) =>
        work.All<Criterion>("SELECT id, ref AS reference, title, body, position FROM criterion WHERE retired_at IS NULL ORDER BY position, id");
}

internal sealed class ListCriteriaHandler(Work work) : IRequestHandler<ListCriteria, IReadOnlyList<Criterion>>
{
    public Task<IReadOnlyList<Criterion>> Handle(ListCriteria request, CancellationToken cancellation) => Criterion.Current(work);
}

internal sealed class ListRetiredCriteriaHandler(Work work) : IRequestHandler<ListRetiredCriteria, IReadOnlyList<Criterion>>
{
    public Task<IReadOnlyList<Criterion>> Handle(ListRetiredCriteria request, CancellationToken cancellation) =>
        work.All<Criterion>($"SELECT id, ref AS reference, title, body, position FROM criterion WHERE {Criterion.IsRetired} ORDER BY position, id");
}
