using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>One prepared statement that fills a table.</summary>
internal sealed class Insert : IDisposable
{
    private readonly SqliteCommand command;

    public Insert(SqliteConnection connection, string table, string columns)
    {
        var names = columns.Split(", ");
        command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select((_, number) => $"@p{number}"))})";
        for (var number = 0; number < names.Length; number++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{number}" });
    }

    public void Row(params ReadOnlySpan<object> values)
    {
        for (var number = 0; number < values.Length; number++) command.Parameters[number].Value = values[number];
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
