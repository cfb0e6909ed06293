using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Data;

/// <summary>The three engines.</summary>
public enum DatabaseEngine
{
    /// <summary>The embedded default: one file, one node.</summary>
    Sqlite = 0,

    /// <summary>PostgreSQL 15 and later.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 and later.</summary>
    SqlServer,
}

/// <summary>Where the data lies.</summary>
/// <param name="Engine">On which engine.</param>
/// <param name="ConnectionString">The engine's own; empty for SQLite. It may hold a password.</param>
/// <param name="DataDirectory">The absolute path of the data directory, which may not exist yet.</param>
public sealed record DatabaseSettings(DatabaseEngine Engine, string ConnectionString, string DataDirectory)
{
    private const string EngineSetting = "Database:Engine";
    private const string ConnectionSetting = "Database:ConnectionString";
    private const string DirectorySetting = "Data:Directory";

    /// <summary>The file of the SQLite database.</summary>
    public string File => Path.Combine(DataDirectory, "forum.db");

    /// <summary>Reads the settings; nothing set means SQLite in <c>data</c> under the content root.</summary>
    /// <exception cref="InvalidSettingException">One of them cannot stand.</exception>
    public static DatabaseSettings From(IConfiguration configuration, string contentRoot)
    {
        var connection = configuration[ConnectionSetting]?.Trim() ?? "";
        var engine = Engines.Named(configuration[EngineSetting]?.Trim() ?? "", connection, EngineSetting, ConnectionSetting);
        return new DatabaseSettings(engine, connection, Directory(configuration, contentRoot));
    }

    /// <summary>SQLite in that directory.</summary>
    public static DatabaseSettings Sqlite(string dataDirectory) => new(DatabaseEngine.Sqlite, "", Path.GetFullPath(dataDirectory));

    // A record would print the password.
    /// <inheritdoc/>
    public override string ToString() => Engine == DatabaseEngine.Sqlite ? $"SQLite at {File}" : Engine.ToString();

    private static string Directory(IConfiguration configuration, string contentRoot)
    {
        var directory = configuration[DirectorySetting] is { } set && !string.IsNullOrWhiteSpace(set) ? set.Trim() : "data";
        try
        {
            var path = Path.GetFullPath(directory, contentRoot);
            return System.IO.File.Exists(path) ? throw new InvalidSettingException(DirectorySetting, $"'{path}' is a file. Name a directory.") : path;
        }
        catch (ArgumentException)
        {
            throw new InvalidSettingException(DirectorySetting, "is no path.");
        }
    }
}
