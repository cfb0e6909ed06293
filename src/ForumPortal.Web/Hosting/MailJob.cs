using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Hosting;

/// <summary>Sends the mail that is due, one after the other, and cleans up once an hour.</summary>
internal sealed class MailJob(ISender sender, IMailServer server, PortalSettings settings, TimeProvider time, ILogger<MailJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Caller caller = Caller.Program("mail");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!server.IsSet) log.LogInformation("Mail:Host is not set, so no mail is sent.");
        var cleaned = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (time.GetUtcNow() - cleaned >= Hour)
                {
                    await sender.Send(caller, new CleanMail(), stoppingToken);
                    cleaned = time.GetUtcNow();
                }
                if (server.IsSet) await SendAll(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogError(exception, "Sending mail failed; it is tried again in a minute.");
                pause = Minute;
            }
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAll(CancellationToken stopping)
    {
        await using var connection = server.Open();
        for (var isMore = true; isMore;)
        {
            (var mail, isMore) = await sender.Send(caller, new TakeMail(settings.PublicAddress), stopping);
            if (mail is null) continue;
            var answer = await connection.Send(mail, stopping);
            if (answer.Outcome != MailOutcome.Taken) log.LogWarning("Mail {Reference}: {Trouble}", mail.Reference, answer.Words);

            // Once the server has answered that is kept, whoever wants to stop meanwhile.
            await sender.Send(caller, new RecordMailAnswer(mail.Reference, answer), CancellationToken.None);
        }
    }
}
