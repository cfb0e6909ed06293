using ForumPortal.Infrastructure.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ForumPortal.Testing;

/// <summary>Finds what a case-sensitive SQL Server would not know: a table, a column or an alias that is spelled in two ways. Keeps the parameters as they are spelled.</summary>
internal sealed class Spelling : TSqlFragmentVisitor
{
    private static readonly Lazy<HashSet<string>> Stored = new(() =>
    {
        var names = new Names();
        foreach (var statement in Migrations.Statements(SqlServerDialect.Instance)) ParsedTransactSql.Parse(statement).Accept(names);
        return names.Found;
    });

    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    // Functions of the server's own are known in any case.
    private readonly HashSet<Identifier> functions = [];

    /// <summary>The parameters, without their sign.</summary>
    public HashSet<string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>What is spelled in another way than where it was made.</summary>
    public IEnumerable<string> Wrong =>
        words.Concat(Stored.Value).GroupBy(word => word, StringComparer.OrdinalIgnoreCase).Select(ways => ways.Distinct(StringComparer.Ordinal).ToList()).Where(ways => ways.Count > 1).Select(ways => string.Join(" as ", ways));

    public override void Visit(FunctionCall node) => functions.Add(node.FunctionName);

    public override void Visit(Identifier node)
    {
        if (!functions.Contains(node)) words.Add(node.Value);
    }

    public override void Visit(VariableReference node) => Parameters.Add(node.Name[1..]);

    private sealed class Names : TSqlFragmentVisitor
    {
        public HashSet<string> Found { get; } = new(StringComparer.Ordinal);

        public override void Visit(CreateTableStatement node) => Found.Add(node.SchemaObjectName.BaseIdentifier.Value);

        public override void Visit(ColumnDefinition node) => Found.Add(node.ColumnIdentifier.Value);
    }
}
