using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>Takes the record out, part by part, each asked for anew so that a suspension ends it. That it was exported is entered before the first part leaves.</summary>
/// <param name="Filter">What is taken.</param>
/// <param name="After">Where the part begins; null for the first.</param>
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record ExportRecord(RecordFilter Filter, string? After = null) : IQuery<RecordPage>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Filter.Errors();
}

internal sealed class ExportRecordHandler(Work work, Cursor cursor) : IRequestHandler<ExportRecord, RecordPage>
{
    private const int PartSize = 500;

    public async Task<RecordPage> Handle(ExportRecord request, CancellationToken cancellation)
    {
        var search = new RecordSearch(work, cursor);
        var page = await search.Find(search.Widest, request.Filter, request.After, PartSize);
        if (string.IsNullOrEmpty(request.After)) work.Record(SearchRecordHandler.Looked("record.exported", page.Scope, request.Filter));
        return page;
    }
}
