using System.Data;
using System.Globalization;
using Dapper;

namespace ForumPortal.Application.Data;

/// <summary>Keeps moments as whole milliseconds since 1970, UTC, in a BIGINT: sorts alike on every engine.</summary>
internal sealed class Times : SqlMapper.TypeHandler<DateTimeOffset>
{
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Times());
        DefaultTypeMap.MatchNamesWithUnderscores = true;

        // Lists of nearly the same length share a statement, which is kept prepared.
        SqlMapper.Settings.PadListExpansions = true;
    }

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value.ToUnixTimeMilliseconds();
    }

    public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
