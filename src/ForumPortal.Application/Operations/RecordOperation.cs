using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Operations;

/// <summary>Enters in the record what the operator did with the data as a whole.</summary>
/// <param name="Action">What, such as <c>forum.backed-up</c>.</param>
/// <param name="Detail">What else the record must know.</param>
[OnlyTheProgram]
public sealed record RecordOperation(string Action, string Detail) : ICommand<bool>;

internal sealed class RecordOperationHandler(Work work) : IRequestHandler<RecordOperation, bool>
{
    public Task<bool> Handle(RecordOperation request, CancellationToken cancellation)
    {
        work.Record(new AuditEvent(request.Action) { Detail = request.Detail });
        return Task.FromResult(true);
    }
}
