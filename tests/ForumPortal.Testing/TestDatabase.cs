using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Testing;

/// <summary>A database of a test's own, gone at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Database> open;
    private readonly Func<Task> drop;
    private readonly List<Database> opened = [];

    internal TestDatabase(string engine, DatabaseSettings settings, Func<Database> open, Func<Task> drop)
    {
        Engine = engine;
        Settings = settings;
        this.open = open;
        this.drop = drop;
        Database = OpenAnother();
    }

    /// <summary>One of <see cref="TestDatabases.Engines"/>.</summary>
    public string Engine { get; }

    /// <summary>What a program sets to open it; of the parsed engine: what lies beneath.</summary>
    public DatabaseSettings Settings { get; }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>The same database as another node sees it.</summary>
    public Database OpenAnother()
    {
        var another = open();
        opened.Add(another);
        return another;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close();
        await drop();
    }

    /// <summary>Ends every connection to it and leaves it as it is.</summary>
    internal void Close()
    {
        foreach (var one in opened) one.Dispose();
    }
}
