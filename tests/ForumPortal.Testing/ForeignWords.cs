using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ForumPortal.Testing;

/// <summary>Finds what parses as Transact-SQL and yet means nothing there: functions of other engines, TRUE and FALSE.</summary>
internal sealed class ForeignWords : TSqlFragmentVisitor
{
    // The functions that the portal's statements may use: on SQL Server and, by this name, on the other engines or by the dialect.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "SUM", "MIN", "MAX", "AVG", "ABS", "LOWER", "UPPER", "TRIM", "REPLACE", "ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "SCHEMA_NAME",
    };

    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "SUM", "MIN", "MAX", "AVG" };

    public List<string> Found { get; } = [];

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        if (!Known.Contains(name)) Found.Add(name + "()");
        if (Aggregates.Contains(name) && node.Parameters.Count != 1) Found.Add($"{name}() of {node.Parameters.Count}");
    }

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier is { Count: 1 } name && name[0].Value.ToUpperInvariant() is "TRUE" or "FALSE") Found.Add(name[0].Value);
    }
}
