using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;

namespace ForumPortal.Application.Directory;

/// <summary>Folds the names that an earlier version kept only as they are written; answers whether there are more.</summary>
[OnlyTheProgram]
public sealed record FoldNames : ICommand<bool>;

internal sealed class FoldNamesHandler(Work work) : IRequestHandler<FoldNames, bool>
{
    private const int AtATime = 500;

    public async Task<bool> Handle(FoldNames request, CancellationToken cancellation) => await Fold("organization") | await Fold("member");

    private async Task<bool> Fold(string table)
    {
        var rows = await work.All<Named>($"SELECT id, name FROM {table} WHERE folded_name IS NULL ORDER BY id {work.Dialect.Limit(AtATime)}");
        foreach (var row in rows) await work.Execute($"UPDATE {table} SET folded_name = @folded WHERE id = @Id", new { row.Id, folded = Folding.Of(row.Name) });
        return rows.Count == AtATime;
    }

    private sealed class Named
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
