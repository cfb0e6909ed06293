using Microsoft.Extensions.Hosting;

namespace ForumPortal.Demo.Identity;

/// <summary>The forum's host hears the signals and decides when this application stops.</summary>
internal sealed class BesideTheForum : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
