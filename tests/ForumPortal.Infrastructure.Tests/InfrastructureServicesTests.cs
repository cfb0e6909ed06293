using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public sealed class InfrastructureServicesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("forum-portal-test-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task In_Development_the_program_starts_with_nothing_set()
    {
        var builder = Builder("Development");
        builder.Services.AddInfrastructure(builder.Configuration);
        await using var app = builder.Build();

        await Migrations.Run(app.Services.GetRequiredService<Database>(), TimeProvider.System, default);

        Assert.True(File.Exists(Path.Combine(root, "data", "forum.db")));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_Development_it_does_not_start_without_a_key(string environment)
    {
        var builder = Builder(environment);
        var refusal = Assert.Throws<InvalidSettingException>(() => builder.Services.AddInfrastructure(builder.Configuration));
        Assert.Equal("Keys:EncryptionKeyFile", refusal.Setting);
    }

    [Fact]
    public void Without_a_host_it_is_not_Development()
    {
        var builder = Builder("Development");
        Assert.Throws<InvalidSettingException>(() => new ServiceCollection().AddInfrastructure(builder.Configuration));
    }

    private WebApplicationBuilder Builder(string environment) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = root, EnvironmentName = environment });
}
