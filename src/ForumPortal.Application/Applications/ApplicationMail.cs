using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Applications;

/// <summary>Mail about an application to whoever has to do with it, some at a time.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="After">Where it goes on, by the member's id.</param>
public sealed record ApplicationMail(long ApplicationId, MailEvent Event, long After = 0) : IEvent;

internal sealed class ApplicationMailHandler(Work work) : IEventHandler<ApplicationMail>
{
    private const int AtATime = 100;

    public async Task Handle(ApplicationMail one, CancellationToken cancellation)
    {
        if (one.Event == MailEvent.ApplicationDecided)
        {
            await Mails.ToApplicant(work, one.ApplicationId);
            return;
        }
        var some = await Recipient.Some(work, one.Event == MailEvent.ApplicationReceived ? "o.sector = 6 AND @about > 0" : "o.sector <> 6 AND @about > 0", one.ApplicationId, one.After, AtATime);
        foreach (var to in some) await Mails.ToRecipient(work, to, new MailRow { Event = one.Event, ApplicationId = one.ApplicationId });
        if (some.Count == AtATime) work.Raise(one with { After = some[^1].Id });
    }
}
