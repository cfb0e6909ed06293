using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>Searches the record: all of it for the secretariat and auditors, an administrator their organization's. That it was searched is itself entered.</summary>
/// <param name="Filter">What is looked for.</param>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record SearchRecord(RecordFilter Filter, string? After = null) : IQuery<RecordPage>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Filter.Errors();
}

internal sealed class SearchRecordHandler(Work work, Cursor cursor) : IRequestHandler<SearchRecord, RecordPage>
{
    private const int PageSize = 50;

    public async Task<RecordPage> Handle(SearchRecord request, CancellationToken cancellation)
    {
        var search = new RecordSearch(work, cursor);
        var page = await search.Find(search.Widest, request.Filter, request.After, PageSize);
        work.Record(Looked("record.searched", page.Scope, request.Filter, isFurther: request.After is not null));
        return page;
    }

    internal static AuditEvent Looked(string action, RecordScope scope, RecordFilter filter, bool isFurther = false) =>
        new(action, "record", scope == RecordScope.All ? "all" : "organization")
        {
            Detail = (filter.IsEmpty ? "everything" : $"by {filter.Shape}") + (isFurther ? "; a further page" : ""),
        };
}

/// <summary>Searches what the caller did themselves.</summary>
/// <param name="Filter">What is looked for.</param>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.UseOwnAccount)]
public sealed record SearchOwnRecord(RecordFilter Filter, string? After = null) : IQuery<RecordPage>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Filter.Errors();
}

internal sealed class SearchOwnRecordHandler(Work work, Cursor cursor) : IRequestHandler<SearchOwnRecord, RecordPage>
{
    private const int PageSize = 50;

    public Task<RecordPage> Handle(SearchOwnRecord request, CancellationToken cancellation) =>
        new RecordSearch(work, cursor).Find(RecordScope.Own, request.Filter, request.After, PageSize);
}
