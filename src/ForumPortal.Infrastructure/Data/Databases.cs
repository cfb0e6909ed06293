using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Opens databases: for the program, its command line and its tests.</summary>
public static class Databases
{
    /// <summary>The database of these settings; the data directory is made when it is not there, for its owner alone. Dispose it at the end.</summary>
    public static Database Open(DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Engine switch
        {
            DatabaseEngine.PostgreSql => new PostgreSqlDatabase(settings.ConnectionString),
            DatabaseEngine.SqlServer => new SqlServerDatabase(settings.ConnectionString),
            _ => new SqliteDatabase(DataDirectory.WithFile(settings.File)),
        };
    }
}
