using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Keys;

namespace ForumPortal.Web.Hosting;

/// <summary>Carries out what waits in the outbox, and what happens by the clock.</summary>
internal sealed class Jobs(ISender sender, IServiceProvider services, TimeProvider time, ILogger<Jobs> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var minute = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await sender.Send(Caller.Program("outbox"), new DispatchEvent(), stoppingToken))
                {
                }
                if (time.GetUtcNow() - minute >= Minute)
                {
                    minute = time.GetUtcNow();
                    await sender.Send(Caller.Program("each minute"), new RecordStrangersRefusals(), stoppingToken);
                    StoredKeys.Renew(services, time);
                }
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogError(exception, "A job failed; it is tried again in a minute.");
                await Task.Delay(Minute, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
