using System.Data.Common;
using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Pipeline;

/// <summary>The work at hand: who asks, when, on which connection, and what goes into the record and is told with it.</summary>
public sealed class Work
{
    private readonly List<AuditEvent> entries = [];
    private readonly List<(Event One, DateTimeOffset? DueAt)> events = [];
    private readonly List<Func<Work, Task>> afterQuery = [];
    private Opening? opening;
    private Caller? caller;

    /// <summary>Who asks. In a command: as looked up inside its transaction.</summary>
    public Caller Caller => caller ?? throw new InvalidOperationException("Who asks is not known yet.");

    /// <summary>The moment of the request, UTC, to the millisecond.</summary>
    public DateTimeOffset Now => Open.Now;

    /// <summary>What differs between the engines.</summary>
    public Dialect Dialect => Open.Dialect;

    private Opening Open => opening ?? throw new InvalidOperationException("Nothing is open to work on.");

    internal IReadOnlyList<AuditEvent> Entries => entries;

    internal IReadOnlyList<(Event One, DateTimeOffset? DueAt)> Events => events;

    internal IReadOnlyList<Func<Work, Task>> AfterQuery => afterQuery;

    /// <summary>Enters it in the record, in the transaction of the change.</summary>
    public void Record(AuditEvent entry) => entries.Add(entry);

    /// <summary>Keeps that it happened, in the transaction of the change; what it causes is carried out after the commit, or at that time.</summary>
    public void Raise(Event one, DateTimeOffset? dueAt = null) => events.Add((one with { Id = Ids.Next(Now) }, dueAt));

    /// <summary>For a query: what must be written, in a transaction of its own, before the answer leaves.</summary>
    public void BeforeAnswering(Func<Work, Task> write) => afterQuery.Add(write);

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public Task<int> Execute(string sql, object? arguments = null)
    {
        (sql, arguments) = Lists.Written(Dialect, sql, arguments);
        return Open.Connection.ExecuteAsync(sql, arguments, Open.Transaction);
    }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> All<T>(string sql, object? arguments = null)
    {
        (sql, arguments) = Lists.Written(Dialect, sql, arguments);
        return (await Open.Connection.QueryAsync<T>(sql, arguments, Open.Transaction)).AsList();
    }

    /// <summary>All rows of two things each, the second from the last column <c>id</c> on; null where that is.</summary>
    internal async Task<IReadOnlyList<(TOne One, TOther? Other)>> All<TOne, TOther>(string sql, object? arguments)
        where TOther : class
    {
        (sql, arguments) = Lists.Written(Dialect, sql, arguments);

        // Dapper looks twice for how to send it, the second time with no arguments but of this kind: had it forgotten the statement in between, it would keep it as one without any.
        return (await Open.Connection.QueryAsync<TOne, TOther?, (TOne, TOther?)>(sql, (one, other) => (one, other), new DynamicParameters(arguments), Open.Transaction)).AsList();
    }

    /// <summary>The first row, or nothing.</summary>
    public Task<T?> First<T>(string sql, object? arguments = null)
    {
        (sql, arguments) = Lists.Written(Dialect, sql, arguments);
        return Open.Connection.QueryFirstOrDefaultAsync<T>(sql, arguments, Open.Transaction);
    }

    /// <summary>One value.</summary>
    public Task<T?> Value<T>(string sql, object? arguments = null)
    {
        (sql, arguments) = Lists.Written(Dialect, sql, arguments);
        return Open.Connection.ExecuteScalarAsync<T>(sql, arguments, Open.Transaction);
    }

    /// <summary>Works with this until disposed: it must not be reached for once another has the connection.</summary>
    internal Opened On(Opening one)
    {
        opening = one;
        return new Opened(this);
    }

    /// <summary>Says who asks, once for what is open.</summary>
    internal void For(Caller one) => caller = caller is null ? one : throw new InvalidOperationException("Who asks is set once.");

    internal void Reset()
    {
        entries.Clear();
        events.Clear();
        afterQuery.Clear();
    }

    /// <summary>What is worked on, and when.</summary>
    internal sealed record Opening(Dialect Dialect, DateTimeOffset Now, DbConnection Connection, DbTransaction? Transaction = null);

    internal readonly struct Opened(Work work) : IDisposable
    {
        public void Dispose() => (work.opening, work.caller) = (null, null);
    }
}
