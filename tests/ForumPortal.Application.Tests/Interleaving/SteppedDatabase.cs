using System.Data.Common;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>One node's database, which keeps every statement that it runs and can be held before any of them: before its turn, before a statement, before the commit.</summary>
internal sealed class SteppedDatabase(Database inner) : Database
{
    private readonly Lock guard = new();
    private readonly List<string> steps = [];
    private Hold? hold;

    public override Dialect Dialect => inner.Dialect;

    /// <summary>What was run since it was last told to begin anew.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            lock (guard) return [.. steps];
        }
    }

    /// <summary>Begins anew.</summary>
    /// <param name="before">The step to be held before, counted from 0; null for none.</param>
    public Hold Begin(int? before = null)
    {
        lock (guard)
        {
            steps.Clear();
            return hold = new Hold(before);
        }
    }

    public override async Task<DbConnection> Read(CancellationToken cancellation) => new SteppedConnection(await inner.Read(cancellation), Step);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        await Step("BEGIN");
        var transaction = await inner.Write(cancellation);
        var connection = new SteppedConnection(transaction.Connection, Step);

        // The inner one closes connection and transaction, and gives the turn back.
        return new WriteTransaction(connection, new SteppedTransaction(connection, transaction.Transaction, Step), () => transaction.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }

    public override bool IsWorthRetrying(Exception exception) => inner.IsWorthRetrying(exception);

    public override void Dispose() => inner.Dispose();

    private Task Step(string what)
    {
        lock (guard)
        {
            steps.Add(what);
            return hold?.At == steps.Count - 1 ? hold.Wait() : Task.CompletedTask;
        }
    }
}

/// <summary>Where a node is held.</summary>
internal sealed class Hold(int? at)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int? At => at;

    /// <summary>Done once it stands there.</summary>
    public Task Reached => reached.Task;

    public void GoOn() => gone.TrySetResult();

    internal Task Wait()
    {
        reached.TrySetResult();
        return gone.Task;
    }
}
