namespace ForumPortal.Domain.Audiences;

/// <summary>What the evaluator decided: how far the item opens, and on what ground.</summary>
/// <param name="Access">How far.</param>
/// <param name="Ground">On what ground; none where refused.</param>
public readonly record struct Admission(Access Access, ReadingGround Ground)
{
    /// <summary>Not there, as far as this reader is concerned.</summary>
    public static Admission Refused => default;

    /// <summary>Whether the item exists for the reader at all.</summary>
    public bool IsVisible => Access != Access.None;

    /// <summary>Whether the reader sees the content, under a notice if it has expired.</summary>
    public bool OpensContent => Access is Access.Full or Access.Expired;
}

/// <summary>How far an item opens.</summary>
public enum Access
{
    /// <summary>Not at all: the item does not exist for the reader.</summary>
    None = 0,

    /// <summary>Withdrawn: the notice, not the content.</summary>
    NoticeOnly = 1,

    /// <summary>Expired: the content under a notice, for earlier readers and the originator.</summary>
    Expired = 2,

    /// <summary>The content.</summary>
    Full = 3,
}

/// <summary>Why a reader is admitted: what "why can I read this" says.</summary>
public enum ReadingGround
{
    /// <summary>Not admitted.</summary>
    None = 0,

    /// <summary>Wrote it.</summary>
    Author,

    /// <summary>Publishes for the originator.</summary>
    Originator,

    /// <summary>Is named.</summary>
    NamedMember,

    /// <summary>Is in the working group.</summary>
    Group,

    /// <summary>Holds an office that is granted.</summary>
    Office,

    /// <summary>Their organization is named.</summary>
    Organization,

    /// <summary>Their organization belongs to a granted sector.</summary>
    Sector,

    /// <summary>Is in the community.</summary>
    Community,

    /// <summary>Anyone may read it.</summary>
    Public,
}
