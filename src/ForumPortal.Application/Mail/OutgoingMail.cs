namespace ForumPortal.Application.Mail;

/// <summary>A mail that may be sent now.</summary>
/// <param name="Reference">Which; its Message-ID follows from it and stays the same at every try.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The label, where it is about an item, and a fixed sentence.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Unsubscribe">The address that ends all mail to the person; null where there is nothing to end.</param>
public sealed record OutgoingMail(string Reference, string To, string Subject, string Body, Uri? Unsubscribe)
{
    // Kept out of logs: an address is a person's.
    /// <inheritdoc/>
    public override string ToString() => $"mail {Reference}";
}

/// <summary>What became of a try to send.</summary>
public enum MailOutcome
{
    /// <summary>The mail server has taken it.</summary>
    Taken = 1,

    /// <summary>The mailbox was refused for now.</summary>
    MailboxRefusedForNow = 2,

    /// <summary>The mailbox was refused for good.</summary>
    MailboxRefused = 3,

    /// <summary>The mail server was not to be had, or did not take mail from the portal.</summary>
    ServerTrouble = 4,
}

/// <summary>What became of a try to send, in words of our own: what a server says may repeat an address.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Words">Why; empty where it was taken.</param>
public sealed record MailAnswer(MailOutcome Outcome, string Words = "");

/// <summary>The mail server: something outside the program stands behind it.</summary>
public interface IMailServer
{
    /// <summary>Whether there is one.</summary>
    bool IsSet { get; }

    /// <summary>A connection for several mails. It is made when the first is sent.</summary>
    IMailConnection Open();
}

/// <summary>A connection to the mail server. Where the server closes it, it is made anew.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>Hands a mail over, one at a time. Never throws for what goes wrong outside.</summary>
    Task<MailAnswer> Send(OutgoingMail mail, CancellationToken cancellation);
}
