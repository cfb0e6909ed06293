using System.Data.Common;

namespace ForumPortal.Application.Audit.Verification;

/// <summary>A row whose columns may hold anything: somebody may have written there.</summary>
internal sealed class Row(DbDataReader reader)
{
    /// <summary>The names of the columns in which something else stands than the table was made for.</summary>
    public List<string> Strange { get; } = [];

    public long Number(int column) => Value(column) is long number ? number : Odd<long>(column, 0);

    public string Text(int column) => Value(column) is string text ? text : Odd(column, "");

    public byte[] Bytes(int column) => Value(column) is byte[] bytes ? bytes : Odd<byte[]>(column, []);

    public bool IsMissing(int column) => reader.IsDBNull(column);

    private object Value(int column) => reader.GetValue(column);

    private T Odd<T>(int column, T instead)
    {
        Strange.Add(reader.GetName(column));
        return instead;
    }
}
