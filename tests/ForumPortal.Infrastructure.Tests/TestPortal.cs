using ForumPortal.Application;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>The real application on a test's database: one node of it.</summary>
internal sealed class TestPortal(TestDatabase fresh) : IAsyncDisposable
{
    // The database outlives the node: the test owns it.
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddApplication().AddSingleton(fresh.OpenAnother()).AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).BuildServiceProvider();

    public ISender Sender => services.GetRequiredService<ISender>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
