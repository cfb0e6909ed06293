namespace ForumPortal.Application.Mail;

/// <summary>How a person wants mail.</summary>
public enum MailChoice
{
    /// <summary>As it happens.</summary>
    AtOnce = 1,

    /// <summary>One mail a day, at 06:00 UTC.</summary>
    Daily = 2,

    /// <summary>None.</summary>
    Never = 3,
}
