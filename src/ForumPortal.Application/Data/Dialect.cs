namespace ForumPortal.Application.Data;

/// <summary>What differs in the SQL of the three engines; everything else is portable.</summary>
public abstract class Dialect
{
    /// <summary>Stands at the end of a statement with an ORDER BY and keeps its first rows.</summary>
    /// <param name="rows">How many.</param>
    public abstract string Limit(int rows);

    /// <summary>Whether a list is sent as one array, so that <c>IN @list</c> must be written <c>= ANY(@list)</c>.</summary>
    public virtual bool TakesArrays => false;

    /// <summary>The query that answers the values of a list that was sent as one JSON text.</summary>
    /// <param name="list">The parameter's name, with its sign.</param>
    /// <param name="areTexts">Whether they are texts; ids otherwise.</param>
    public virtual string Values(string list, bool areTexts) => throw new NotSupportedException("Lists are sent as arrays.");

    /// <summary>The statement that holds the application's lock until the transaction ends; null where the transaction itself does.</summary>
    public abstract string? Lock { get; }

    /// <summary>The statement that counts the tables of that name: 0 or 1.</summary>
    public virtual string HasTable(string table) => $"SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = '{table}'";

    /// <summary>Stands behind a table's name and its alias, and reads the rows themselves where an index holds copies of them.</summary>
    public virtual string PastIndexes => "";

    /// <summary>The order in which a table that is only added to keeps its rows.</summary>
    /// <param name="alias">The table's alias.</param>
    /// <param name="key">Its ascending key.</param>
    public virtual string StoredOrder(string alias, string key) => $"{alias}.{key}";

    /// <summary>The statement that answers <c>ok</c> where a table and its indexes agree; null where the engine has none.</summary>
    public virtual string? Soundness(string table) => null;

    /// <summary>Writes a migration's column types, which stand in braces, in the engine's words.</summary>
    public abstract string Types(string migration);

    /// <summary>Replaces the types of a migration.</summary>
    protected static string Replace(string migration, IReadOnlyDictionary<string, string> types) =>
        types.Aggregate(migration, (text, type) => text.Replace("{" + type.Key + "}", type.Value, StringComparison.Ordinal));
}
