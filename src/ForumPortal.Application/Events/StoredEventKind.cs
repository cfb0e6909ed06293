using System.Data;
using Dapper;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Events;

/// <summary>Keeps a kind of event by its word.</summary>
internal sealed class StoredEventKind : SqlMapper.TypeHandler<EventKind>
{
    public override void SetValue(IDbDataParameter parameter, EventKind? value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value?.Word ?? (object)DBNull.Value;
    }

    public override EventKind Parse(object value) => EventKinds.Of((string)value);
}
