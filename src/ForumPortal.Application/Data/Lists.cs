using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;

namespace ForumPortal.Application.Data;

/// <summary>
/// Writes <c>IN @list</c> as the engine takes it: PostgreSQL is sent an array; to the others Dapper spells short lists out, and a long one is sent as one value,
/// because SQL Server takes 2,100 parameters at the most.
/// </summary>
internal static partial class Lists
{
    private const int MostSpelledOut = 400;

    // Statements are written all the time; the types that hold their arguments do not change.
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> ListsOf = new();

    /// <summary>The statement and its arguments in the engine's way.</summary>
    public static (string Sql, object? Arguments) Written(Dialect? dialect, string sql, object? arguments)
    {
        if (dialect is null || arguments is null || !sql.Contains("IN @", StringComparison.Ordinal)) return (sql, arguments);
        if (!dialect.TakesArrays && !HasLong(arguments)) return (sql, arguments);
        var values = ByName(arguments);
        var lists = values.Where(one => IsList(one.Value)).ToDictionary(one => one.Key, one => Array([.. ((IEnumerable)one.Value!).Cast<object>()]));
        var written = new DynamicParameters();
        foreach (var (name, value) in values) written.Add(name, !lists.TryGetValue(name, out var list) ? value : dialect.TakesArrays ? list : IsLong(list) ? JsonSerializer.Serialize(list, list.GetType()) : value);
        return (InList().Replace(sql, found => lists.TryGetValue(found.Groups[2].Value, out var list) ? Written(dialect, found.Groups[1].Value, list) : found.Value), written);
    }

    /// <summary>The arguments by their names: those of a dictionary, or the properties of anything else.</summary>
    public static IReadOnlyDictionary<string, object?> ByName(object arguments) =>
        arguments as IReadOnlyDictionary<string, object?> ?? arguments.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(arguments));

    private static bool HasLong(object arguments) => arguments is IReadOnlyDictionary<string, object?> byName
        ? byName.Values.Any(IsLong)
        : ListsOf.GetOrAdd(arguments.GetType(), type => [.. type.GetProperties().Where(property => typeof(IEnumerable).IsAssignableFrom(property.PropertyType))]).Any(property => IsLong(property.GetValue(arguments)));

    private static bool IsList(object? value) => value is IEnumerable and not (string or byte[]);

    private static bool IsLong(object? value) => IsList(value) && (value is ICollection counted ? counted.Count > MostSpelledOut : ((IEnumerable)value!).Cast<object>().Skip(MostSpelledOut).Any());

    private static string Written(Dialect dialect, string name, Array list) =>
        dialect.TakesArrays ? $"= ANY({name})" : IsLong(list) ? $"IN ({dialect.Values(name, list is string[])})" : $"IN {name}";

    private static Array Array(IReadOnlyList<object> list) =>
        list.All(one => one is string) ? list.Cast<string>().ToArray() : list.Select(one => Convert.ToInt64(one, CultureInfo.InvariantCulture)).ToArray();

    [GeneratedRegex(@"\bIN (@(\w+))")]
    private static partial Regex InList();
}
