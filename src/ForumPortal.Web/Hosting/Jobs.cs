using ForumPortal.Application.Audit;
using ForumPortal.Application.Events;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Keys;

namespace ForumPortal.Web.Hosting;

/// <summary>Carries out what events cause, and what happens by the clock.</summary>
internal sealed class Jobs(ISender sender, Effects effects, IServiceProvider services, TimeProvider time, ILogger<Jobs> log) : BackgroundService
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
                while (await effects.TakeNext(stoppingToken))
                {
                }
                while (await sender.Send(Caller.Program("events"), new FindDueEvent(), stoppingToken) is { } due) await CarryOut(due, stoppingToken);
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

    // One that fails is put off and holds up no other. What the exception says may be content, and stays in the log.
    private async Task CarryOut(long id, CancellationToken stoppingToken)
    {
        try
        {
            await sender.Send(Caller.Program("events"), new CarryOutEvent(id), stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "An event failed; it is tried again later.");
            if (await sender.Send(Caller.Program("events"), new PostponeEvent(id, exception.GetType().Name), stoppingToken))
                log.LogError("An event failed too often and is parked; the secretariat sees it at /events.");
        }
    }
}
