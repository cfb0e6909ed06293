using ForumPortal.Application.Data;

namespace ForumPortal.Application.Pipeline;

/// <summary>
/// Gives a query a connection and a command a transaction: caller looked up again, handler, events and, last, the entry
/// in the record commit together. Lost races are tried again whole.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResult>(Asker asker, Work work, Database database, TimeProvider time) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    private const int Tries = 5;

    public Task<TResult> Handle(TRequest request, CancellationToken cancellation, RequestHandlerDelegate<TResult> next) =>
        request is ICommand<TResult> ? Command(request, next, cancellation) : Query(next, cancellation);

    private async Task<TResult> Query(RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        var result = await Answer(next, cancellation);
        if (work.AfterQuery.Count == 0 && work.Entries.Count == 0) return result;
        return await Write(async () =>
        {
            work.For(asker.Caller);
            foreach (var write in work.AfterQuery) await write(work);
            return result;
        }, keep: true, cancellation);
    }

    // A reader can lose a deadlock too, on SQL Server.
    private async Task<TResult> Answer(RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await database.Read(cancellation);
                using var opened = work.On(new(database.Dialect, time.Moment(), connection));
                work.For(asker.Caller);
                return await next();
            }
            catch (Exception exception) when (attempt < Tries && database.IsWorthRetrying(exception))
            {
                work.Reset();
            }
        }
    }

    private Task<TResult> Command(TRequest request, RequestHandlerDelegate<TResult> next, CancellationToken cancellation) =>
        Write(async () =>
        {
            work.For(await AsOfNow());
            return await SentForms.Once(work, request, () => next());
        }, keep: false, cancellation);

    private async Task<Caller> AsOfNow()
    {
        if (asker.Caller is { SessionId: 0, Effect: null }) return asker.Caller;
        var caller = asker.Caller.Effect is { Act: not null } ? await DeferredActs.Claim(work, asker.Caller) : await Callers.LookUpAgain(work, asker.Caller);
        Permissions.Demand(typeof(TRequest), caller);
        return caller;
    }

    private async Task<TResult> Write(Func<Task<TResult>> body, bool keep, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await database.Write(cancellation);
                using var opened = work.On(new(database.Dialect, time.Moment(), transaction.Connection, transaction.Transaction));
                var result = await body();
                await Events.Write(work);
                await Record.Append(work, work.Entries);
                await transaction.Commit(cancellation);
                return result;
            }
            catch (Exception exception) when (attempt < Tries && database.IsWorthRetrying(exception))
            {
                if (!keep) work.Reset();
            }
        }
    }
}
