using System.Reflection;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.SqlClient;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class SqlServerClientTests
{
    [Fact]
    public void The_type_assembly_that_the_client_refers_to_is_found_by_the_clients_own_reference()
    {
        var reference = Assert.Single(typeof(SqlConnection).Assembly.GetReferencedAssemblies(), name => name.Name == "Microsoft.SqlServer.Server");
        var assembly = Assembly.Load(reference);
        Assert.Equal(new Version(1, 0, 0, 0), assembly.GetName().Version);
        foreach (var type in new[] { "Format", "IBinarySerialize", "SqlUserDefinedTypeAttribute", "InvalidUdtException" })
            Assert.NotNull(assembly.GetType($"Microsoft.SqlServer.Server.{type}"));
    }

    [Fact]
    public void A_parameter_finds_its_type()
    {
        using var command = new SqlCommand("SELECT @value");
        Assert.Equal(System.Data.SqlDbType.BigInt, command.Parameters.AddWithValue("@value", 1L).SqlDbType);
        Assert.Equal(System.Data.SqlDbType.VarBinary, command.Parameters.AddWithValue("@bytes", new byte[32]).SqlDbType);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_and_no_hang()
    {
        using var database = Databases.Open(new DatabaseSettings(DatabaseEngine.SqlServer, "Server=tcp:127.0.0.1,9;Database=forum;User Id=a;Password=b;Connect Timeout=2;Connect Retry Count=0", ""));
        var error = await Assert.ThrowsAsync<SqlException>(() => database.Write(default)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(database.IsWorthRetrying(error));
    }
}
