using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class SettingsTests
{
    private const string PostgreSql = "Host=db;Username=forum;Password=hidden-word";
    private const string SqlServer = "Server=db;Database=forum;User Id=forum;Password=hidden-word";

    [Fact]
    public void Nothing_set_means_SQLite_in_data_under_the_content_root()
    {
        var settings = Read();
        Assert.Equal((DatabaseEngine.Sqlite, "/portal/data", "/portal/data/forum.db"), (settings.Engine, settings.DataDirectory, settings.File));
    }

    [Theory]
    [InlineData("elsewhere", "/portal/elsewhere")]
    [InlineData("/var/lib/forum-portal", "/var/lib/forum-portal")]
    public void The_data_directory_is_set(string directory, string path) => Assert.Equal(path, Read(("Data:Directory", directory)).DataDirectory);

    [Theory]
    [InlineData(PostgreSql, DatabaseEngine.PostgreSql)]
    [InlineData("Server=db;Port=5432;Username=forum", DatabaseEngine.PostgreSql)]
    [InlineData(SqlServer, DatabaseEngine.SqlServer)]
    [InlineData("Data Source=tcp:db,1433;Initial Catalog=forum;Integrated Security=true", DatabaseEngine.SqlServer)]
    public void One_connection_string_is_enough(string connection, DatabaseEngine engine) =>
        Assert.Equal(engine, Read(("Database:ConnectionString", connection)).Engine);

    [Theory]
    [InlineData("postgresql", PostgreSql, DatabaseEngine.PostgreSql)]
    [InlineData("SqlServer", SqlServer, DatabaseEngine.SqlServer)]
    [InlineData("SQLITE", "", DatabaseEngine.Sqlite)]
    public void The_engine_can_be_named(string name, string connection, DatabaseEngine engine) =>
        Assert.Equal(engine, Read(("Database:Engine", name), ("Database:ConnectionString", connection)).Engine);

    [Theory]
    [InlineData("Oracle", "", "Database:Engine")]
    [InlineData("1", PostgreSql, "Database:Engine")]
    [InlineData("PostgreSql", "", "Database:ConnectionString")]
    [InlineData("Sqlite", PostgreSql, "Database:ConnectionString")]
    [InlineData("", "Server=hidden-word", "Database:ConnectionString")]
    [InlineData("", "Data Source=forum.db;Password=hidden-word", "Database:ConnectionString")]
    [InlineData("", "hidden-word", "Database:ConnectionString")]
    [InlineData("PostgreSql", "Host=db;Port=hidden-word", "Database:ConnectionString")]
    [InlineData("SqlServer", PostgreSql, "Database:ConnectionString")]
    public void A_setting_that_cannot_stand_is_named_and_no_secret_repeated(string engine, string connection, string setting)
    {
        var refusal = Assert.Throws<InvalidSettingException>(() => Read(("Database:Engine", engine), ("Database:ConnectionString", connection)));
        Assert.StartsWith(setting + ": ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_no_data_directory()
    {
        var refusal = Assert.Throws<InvalidSettingException>(() => Read(("Data:Directory", typeof(SettingsTests).Assembly.Location)));
        Assert.Equal("Data:Directory", refusal.Setting);
    }

    [Fact]
    public void A_data_directory_that_cannot_be_made_is_named()
    {
        var refusal = Assert.Throws<InvalidSettingException>(() => Databases.Open(DatabaseSettings.Sqlite("/proc/forum-portal/data")));
        Assert.Equal("Data:Directory", refusal.Setting);
    }

    [Fact]
    public void Settings_print_no_password() =>
        Assert.DoesNotContain("hidden-word", Read(("Database:ConnectionString", PostgreSql)).ToString(), StringComparison.Ordinal);

    private static DatabaseSettings Read(params (string Name, string Value)[] settings) =>
        DatabaseSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build(), "/portal");
}
