using System.Data;
using Dapper;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Keeps a kind by its word.</summary>
internal sealed class StoredKind : SqlMapper.TypeHandler<ItemKind>
{
    public override void SetValue(IDbDataParameter parameter, ItemKind? value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value?.Word ?? (object)DBNull.Value;
    }

    public override ItemKind Parse(object value) => ItemKinds.Of((string)value);
}
