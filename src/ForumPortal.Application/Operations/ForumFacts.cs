using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Operations;

/// <summary>What this database is.</summary>
/// <param name="IsSampleWorld">Whether it holds the sample world, or ever did.</param>
/// <param name="IsSetUp">Whether it has an organization at all.</param>
public sealed record Forum(bool IsSampleWorld, bool IsSetUp);

/// <summary>Asks what this database is.</summary>
[OnlyTheProgram]
public sealed record ReadForum : IQuery<Forum>;

internal sealed class ReadForumHandler(Work work) : IRequestHandler<ReadForum, Forum>
{
    public async Task<Forum> Handle(ReadForum request, CancellationToken cancellation) => new(
        await work.Value<long>("SELECT COUNT(*) FROM forum_fact WHERE name = 'sample-world'") > 0,
        await work.Value<long>("SELECT COUNT(*) FROM organization") > 0);
}

/// <summary>Marks this database as one that holds the sample world, for good.</summary>
[OnlyTheProgram]
public sealed record MarkSampleWorld : ICommand<bool>;

internal sealed class MarkSampleWorldHandler(Work work) : IRequestHandler<MarkSampleWorld, bool>
{
    public async Task<bool> Handle(MarkSampleWorld request, CancellationToken cancellation)
    {
        await work.Execute("INSERT INTO forum_fact (name, value) VALUES ('sample-world', 'yes')");
        work.Record(new AuditEvent("forum.sample-world-made"));
        return true;
    }
}
