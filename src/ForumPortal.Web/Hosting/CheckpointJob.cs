using ForumPortal.Application.Audit;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Hosting;

/// <summary>Signs a checkpoint at start and at the beginning of each hour.</summary>
/// <param name="sender">The way in.</param>
/// <param name="time">The clock.</param>
/// <param name="key">The key: asked for here, so that a portal that cannot sign does not start.</param>
/// <param name="log">Where a failure is told.</param>
internal sealed class CheckpointJob(ISender sender, TimeProvider time, CheckpointKey key, ILogger<CheckpointJob> log) : BackgroundService
{
    private static readonly TimeSpan AfterTheHour = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        log.LogInformation("Checkpoints are signed with the key {Fingerprint}.", key.Fingerprint);
        for (var isStart = true; !stoppingToken.IsCancellationRequested;)
        {
            var pause = Minute;
            try
            {
                await sender.Send(Caller.Program("checkpoint"), new SignCheckpointByProgram(OnceAnHour: !isStart), stoppingToken);
                isStart = false;
                pause = Ids.Hour(time.GetUtcNow()).AddHours(1) + AfterTheHour - time.GetUtcNow();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "No checkpoint was signed; it is tried again in a minute.");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
