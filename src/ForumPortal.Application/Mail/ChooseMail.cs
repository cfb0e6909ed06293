using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Mail;

namespace ForumPortal.Application.Mail;

/// <summary>How the caller gets mail.</summary>
[Requires(Permission.UseOwnAccount)]
public sealed record ReadMailChoice : IQuery<OwnMail>;

/// <summary>How the caller gets mail.</summary>
public sealed class OwnMail
{
    /// <summary>The address that their organization's identity provider gave; empty where none in a verified domain.</summary>
    public string Address { get; init; } = "";

    /// <summary>How they want it.</summary>
    public MailChoice Choice { get; init; }
}

internal sealed class ReadMailChoiceHandler(Work work) : IRequestHandler<ReadMailChoice, OwnMail>
{
    public async Task<OwnMail> Handle(ReadMailChoice request, CancellationToken cancellation) =>
        await work.First<OwnMail>("SELECT email AS address, mail_choice AS choice FROM member WHERE id = @id", new { id = work.Caller.Reader.MemberId }) ?? throw new NotFoundException();
}

/// <summary>Chooses how the caller gets mail.</summary>
/// <param name="Choice">How.</param>
[Requires(Permission.UseOwnAccount)]
public sealed record ChooseMail(MailChoice Choice) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!Enum.IsDefined(Choice)) yield return new("choice", "Choose how you want mail.");
    }
}

internal sealed class ChooseMailHandler(Work work) : IRequestHandler<ChooseMail, bool>
{
    public async Task<bool> Handle(ChooseMail request, CancellationToken cancellation)
    {
        await MailChoices.Set(work, work.Caller.Reader.MemberId, request.Choice);
        work.Record(new AuditEvent("mail.choice-changed") { Detail = $"{request.Choice}" });
        return true;
    }
}

internal static class MailChoices
{
    /// <summary>Counts at once, for what waits too.</summary>
    public static async Task Set(Work work, long member, MailChoice choice)
    {
        await work.Execute("UPDATE member SET mail_choice = @choice WHERE id = @member", new { choice, member });
        if (choice != MailChoice.Daily) return;
        var row = new { member, morning = Digests.After(work.Now), waiting = MailStatus.Waiting, digest = MailKinds.Digest };
        await work.Execute("UPDATE delivery SET due_at = @morning WHERE member_id = @member AND status = @waiting AND kind <> @digest AND due_at < @morning", row);
    }
}
