namespace ForumPortal.Domain.Posts;

/// <summary>Under which name somebody of the originator's writes below its unattributed item. There is no default: the wrong one cannot be taken back.</summary>
public enum PostedAs
{
    /// <summary>Their own name, as everyone else who reads it.</summary>
    OwnName = 1,

    /// <summary>"The originator", which takes effect at a random moment.</summary>
    Originator = 2,
}
