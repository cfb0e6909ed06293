using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Mail;

/// <summary>Mail about an application to whoever has to do with it, some at a time.</summary>
internal sealed class ApplicationMails(Work work) : IEventHandler
{
    private const int AtATime = 100;

    public static IReadOnlyCollection<EventKind> Kinds => ApplicationChange.All;

    public async Task<long?> Handle(Event one)
    {
        var application = one.ApplicationId!.Value;
        if (one.Kind == ApplicationChange.Decided)
        {
            await Mails.ToApplicant(work, application);
            return null;
        }
        var toSecretariat = one.Kind == ApplicationChange.Received;
        var some = await Recipient.NextBatch(work, toSecretariat ? "o.sector = @operator AND @about > 0" : "o.sector <> @operator AND @about > 0", application, one.AfterId, AtATime);
        foreach (var to in some) await Mails.ToRecipient(work, to, new MailRow { Kind = one.Kind, ApplicationId = application });
        return some.Count == AtATime ? some[^1].Id : null;
    }
}
