using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace ForumPortal.Application.Data;

/// <summary>Writes <c>IN @list</c> as the engine takes it: Dapper spells lists out, except for PostgreSQL, to which it sends an array.</summary>
internal static partial class Lists
{
    /// <summary>The statement and its arguments in the engine's way.</summary>
    public static (string Sql, object? Arguments) Written(Dialect? dialect, string sql, object? arguments)
    {
        if (dialect is not { TakesArrays: true } || arguments is null || !InList().IsMatch(sql)) return (sql, arguments);
        var values = new DynamicParameters();
        foreach (var (name, value) in ByName(arguments)) values.Add(name, value is IEnumerable list and not (string or byte[]) ? Array([.. list.Cast<object>()]) : value);
        return (InList().Replace(sql, "= ANY($1)"), values);
    }

    /// <summary>The arguments by their names: those of a dictionary, or the properties of anything else.</summary>
    public static IReadOnlyDictionary<string, object?> ByName(object arguments) =>
        arguments as IReadOnlyDictionary<string, object?> ?? arguments.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(arguments));

    private static Array Array(IReadOnlyList<object> list) =>
        list.All(one => one is string) ? list.Cast<string>().ToArray() : list.Select(one => Convert.ToInt64(one, CultureInfo.InvariantCulture)).ToArray();

    [GeneratedRegex(@"\bIN (@\w+)")]
    private static partial Regex InList();
}
