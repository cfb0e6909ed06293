namespace ForumPortal.Domain.Events;

/// <summary>What can happen, and the words for it wherever it is told. A kind is data: an area lists its kinds, and history, notification and mail take them from there.</summary>
/// <param name="Word">How it is stored: small letters, hyphens and a dot, chosen once and never changed.</param>
public sealed record EventKind(string Word)
{
    /// <summary>What an item's history says of it; empty where it stands in none.</summary>
    public string History { get; init; } = "";

    /// <summary>What a notification on the home page says of it; empty where there is none.</summary>
    public string Notification { get; init; } = "";

    /// <summary>What mail says of it, within a sentence and without a full stop; empty where no mail tells of it.</summary>
    public string Mail { get; init; } = "";

    /// <summary>Whether everyone who has read the item before is told.</summary>
    public bool IsForEarlierReaders { get; init; }

    /// <summary>Whether something is to be carried out once it has happened; else it is only kept.</summary>
    public bool IsCarriedOut { get; init; } = true;

    /// <summary>What mail says, as a sentence.</summary>
    public string MailSentence => Mail.Length == 0 ? "" : char.ToUpperInvariant(Mail[0]) + Mail[1..] + ".";
}
