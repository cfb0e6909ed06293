namespace ForumPortal.Federation;

/// <summary>The names of the authentication schemes.</summary>
public static class FederationSchemes
{
    /// <summary>Recognizes who is signed in; signs out of this browser.</summary>
    public const string Session = "Session";

    /// <summary>Signs people in through their organization's provider.</summary>
    public const string Organization = "Organization";
}
