using System.Data.Common;
using ForumPortal.Infrastructure.Settings;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Tells the engine from its name or from its connection string.</summary>
internal static class Engines
{
    private static readonly string[] PostgreSqlWords = ["host", "port", "username", "ssl mode", "sslmode", "search path"];
    private static readonly string[] SqlServerPlaces = ["server", "data source", "address", "addr", "network address"];
    private static readonly string[] SqlServerWords = ["initial catalog", "database", "integrated security", "trusted_connection", "encrypt", "trustservercertificate", "trust server certificate", "user id", "uid"];

    public static DatabaseEngine Named(string name, string connection, string engineSetting, string connectionSetting)
    {
        var engine = name.Length > 0 ? Parse(name, engineSetting) : Recognize(connection, engineSetting, connectionSetting);
        if (engine == DatabaseEngine.Sqlite && connection.Length > 0)
            throw new InvalidSettingException(connectionSetting, "SQLite takes none; set Data:Directory, or another Database:Engine.");
        if (engine != DatabaseEngine.Sqlite && connection.Length == 0)
            throw new InvalidSettingException(connectionSetting, $"is missing; {engineSetting} is {engine}.");
        Check(engine, connection, connectionSetting);
        return engine;
    }

    private static DatabaseEngine Parse(string name, string setting) =>
        Enum.GetValues<DatabaseEngine>().Where(engine => string.Equals(engine.ToString(), name, StringComparison.OrdinalIgnoreCase)).ToList() is [var one]
            ? one
            : throw new InvalidSettingException(setting, $"'{name}' is none of {string.Join(", ", Enum.GetNames<DatabaseEngine>())}.");

    private static DatabaseEngine Recognize(string connection, string engineSetting, string connectionSetting)
    {
        if (connection.Length == 0) return DatabaseEngine.Sqlite;
        var words = Words(connection, connectionSetting);
        if (PostgreSqlWords.Any(words.Contains)) return DatabaseEngine.PostgreSql;
        if (SqlServerPlaces.Any(words.Contains) && SqlServerWords.Any(words.Contains)) return DatabaseEngine.SqlServer;
        throw new InvalidSettingException(connectionSetting, $"does not say whose it is. Set {engineSetting} to PostgreSql or SqlServer.");
    }

    private static HashSet<string> Words(string connection, string setting)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection }.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            throw new InvalidSettingException(setting, "is no connection string.");
        }
    }

    private static void Check(DatabaseEngine engine, string connection, string setting)
    {
        try
        {
            if (engine == DatabaseEngine.PostgreSql) _ = new NpgsqlConnectionStringBuilder(connection);
            if (engine == DatabaseEngine.SqlServer) _ = new SqlConnectionStringBuilder(connection);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The client's own message may repeat a part of the string.
            throw new InvalidSettingException(setting, $"is no connection string that {engine} takes.");
        }
    }
}
