namespace ForumPortal.Application.Data;

/// <summary>What differs in the SQL of the three engines; everything else is portable.</summary>
public abstract class Dialect
{
    /// <summary>Stands at the end of a statement with an ORDER BY and keeps its first rows.</summary>
    /// <param name="rows">How many.</param>
    public abstract string Limit(int rows);

    /// <summary>Whether a list is sent as one array, so that <c>IN @list</c> must be written <c>= ANY(@list)</c>.</summary>
    public virtual bool TakesArrays => false;

    /// <summary>The statement that holds the application's lock until the transaction ends; null where the transaction itself does.</summary>
    public abstract string? Lock { get; }

    /// <summary>The statement that counts the tables of that name: 0 or 1.</summary>
    public virtual string HasTable(string table) => $"SELECT COUNT(*) FROM information_schema.tables WHERE table_name = '{table}'";

    /// <summary>Writes a migration's column types, which stand in braces, in the engine's words.</summary>
    public abstract string Types(string migration);

    /// <summary>Replaces the types of a migration.</summary>
    protected static string Replace(string migration, IReadOnlyDictionary<string, string> types) =>
        types.Aggregate(migration, (text, type) => text.Replace("{" + type.Key + "}", type.Value, StringComparison.Ordinal));
}
