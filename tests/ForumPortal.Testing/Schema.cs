using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Testing;

/// <summary>What lies in a database, as its own schema tells it: no table is left out but those that are named with a reason.</summary>
/// <param name="database">The database.</param>
/// <param name="isInFile">Whether SQLite lies beneath.</param>
public sealed class Schema(Database database, bool isInFile)
{
    /// <summary>The tables, and the columns as <c>table.column</c>, that somebody's refused request may change, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> MayChange { get; } = new Dictionary<string, string>
    {
        ["audit_entry"] = "It is the record: a refusal is entered in it.",
        ["audit_value"] = "It is the record: who was refused.",
        ["audit_head"] = "It is the record: its count and hash.",
        ["protection_key"] = "A key is made when one is due, whoever asks at that moment.",
        ["sign_in_session.last_seen_at"] = "Whatever a session asks for, it was seen.",
    };

    /// <summary>All tables.</summary>
    public async Task<IReadOnlyList<string>> Tables() => await All<string>(isInFile
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        : "SELECT t.TABLE_NAME FROM INFORMATION_SCHEMA.TABLES t WHERE t.TABLE_TYPE = 'BASE TABLE' AND t.TABLE_SCHEMA = (SELECT v.TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES v WHERE v.TABLE_NAME = 'schema_version') ORDER BY t.TABLE_NAME");

    /// <summary>The columns that hold text, as <c>table.column</c>; asked of SQLite alone.</summary>
    public async Task<IReadOnlyList<string>> TextColumns() => await All<string>(
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' ORDER BY 1");

    /// <summary>Everything that is kept, as text, but what is left out; a line for each row, with the table's name first.</summary>
    /// <param name="leftOut">Tables, and columns as <c>table.column</c>, with the reason.</param>
    /// <exception cref="InvalidOperationException">What is left out does not exist.</exception>
    public async Task<string> Dump(IReadOnlyDictionary<string, string>? leftOut = null)
    {
        leftOut ??= MayChange;
        var (text, met) = (new System.Text.StringBuilder(), new HashSet<string>());
        foreach (var table in await Tables())
        {
            met.Add(table);
            if (leftOut.ContainsKey(table)) continue;
            var lines = new List<string>();
            foreach (var row in await All<object>($"SELECT * FROM {table}"))
            {
                var cells = (IDictionary<string, object?>)row;
                met.UnionWith(cells.Keys.Select(column => $"{table}.{column}"));
                lines.Add(string.Join('|', cells.Where(cell => !leftOut.ContainsKey($"{table}.{cell.Key}")).Select(cell => cell.Value is byte[] bytes ? Convert.ToHexString(bytes) : $"{cell.Value}").Prepend(table)));
            }
            text.AppendLine(table).AppendJoin('\n', lines.Order(StringComparer.Ordinal)).AppendLine();
        }
        if (leftOut.Keys.Where(name => !met.Contains(name)).ToList() is { Count: > 0 } gone) throw new InvalidOperationException($"Left out of the dump, but not there: {string.Join(", ", gone)}.");
        return text.ToString();
    }

    /// <summary>What of one dump does not stand in the other.</summary>
    public static string Difference(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join('\n', old.Except(now).Select(line => $"- {line}").Concat(now.Except(old).Select(line => $"+ {line}")));
    }

    private async Task<IReadOnlyList<T>> All<T>(string sql)
    {
        await using var connection = await database.Read(default);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }
}
