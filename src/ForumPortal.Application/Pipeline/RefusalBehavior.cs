using ForumPortal.Application.Data;

namespace ForumPortal.Application.Pipeline;

/// <summary>Enters a refusal in the record: the same entry with the same statements, whether the thing was invisible or absent.</summary>
internal sealed class RefusalBehavior<TRequest, TResult>(Asker asker, Work work, Database database, TimeProvider time, StrangersRefusals strangers) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public async Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next)
    {
        try
        {
            return await next();
        }
        catch (RequestRefusedException refusal) when (asker.Caller.Effect?.Act is null && refusal is NotFoundException or ForbiddenException { Remedy: Remedy.None })
        {
            await Enter(refusal is NotFoundException ? "not found" : "forbidden", cancellation);
            throw;
        }
    }

    private async Task Enter(string outcome, CancellationToken cancellation)
    {
        if (asker.Caller.IsStranger)
        {
            strangers.Count();
            return;
        }
        await using var transaction = await database.Write(cancellation);
        work.Reset();
        using var opened = work.On(new(database.Dialect, time.Moment(), transaction.Connection, transaction.Transaction));
        work.For(asker.Caller);
        await Record.Append(work, [RefusedAddress.Event(work, outcome)]);
        await transaction.Commit(cancellation);
    }
}
