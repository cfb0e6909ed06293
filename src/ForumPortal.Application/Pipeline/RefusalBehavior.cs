using ForumPortal.Application.Data;

namespace ForumPortal.Application.Pipeline;

/// <summary>Enters a refusal in the record: the same entry with the same statements, whether the thing was invisible or absent.</summary>
internal sealed class RefusalBehavior<TRequest, TResult>(Work work, Database database, TimeProvider time, StrangersRefusals strangers) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public async Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next)
    {
        try
        {
            return await next();
        }
        catch (RequestRefusedException refusal) when (refusal is NotFoundException or ForbiddenException { Remedy: Remedy.None })
        {
            await Enter(refusal is NotFoundException ? "not found" : "forbidden", cancellation);
            throw;
        }
    }

    private async Task Enter(string outcome, CancellationToken cancellation)
    {
        if (work.Caller.IsStranger)
        {
            strangers.Count();
            return;
        }
        await using var transaction = await database.Write(cancellation);
        work.Reset();
        work.Dialect = database.Dialect;
        work.Now = time.Moment();
        using var opened = work.On(transaction.Connection, transaction.Transaction);
        await Record.Append(work, [RefusedAddress.Event(work, outcome)]);
        await transaction.Commit(cancellation);
    }
}
