namespace ForumPortal.Federation.SignIn;

/// <summary>What a person is told when signing in does not work: coarse, so that it tells an attacker nothing.</summary>
public enum SignInProblemCode
{
    /// <summary>The answer could not be trusted, or something else went wrong; the record says what.</summary>
    Failed = 1,

    /// <summary>The person or the provider broke off.</summary>
    Cancelled,

    /// <summary>It took too long, was begun in another browser or was used before: begin again.</summary>
    Expired,

    /// <summary>The provider, or the connection to it, is not there now.</summary>
    Unavailable,

    /// <summary>The organization's administrator has yet to admit the person.</summary>
    Waiting,

    /// <summary>The organization admits invited people only.</summary>
    NotInvited,

    /// <summary>The person or the organization may not sign in now.</summary>
    NotActive,

    /// <summary>The organization is suspended; its link for signing in leads nowhere at present.</summary>
    Suspended,

    /// <summary>The provider does not say when the person proved who they are (claim auth_time), which a fresh sign-in needs.</summary>
    NoAuthenticationTime,

    /// <summary>The provider did not ask the person again, which a fresh sign-in needs.</summary>
    NotFresh,
}

/// <summary>A sign-in that did not work, as the portal's page shows it.</summary>
/// <param name="Code">What the person is told.</param>
/// <param name="Reference">By which the organization's administrator finds the reason in the record.</param>
public sealed record SignInProblem(SignInProblemCode Code, string Reference)
{
    /// <summary>The address of the page, within the portal.</summary>
    public string Address => $"{Paths.Problem}/{Word(Code)}?reference={Uri.EscapeDataString(Reference)}";

    /// <summary>Reads the code from the page's address; an unknown one is <see cref="SignInProblemCode.Failed"/>.</summary>
    public static SignInProblemCode Read(string word) =>
        Enum.GetValues<SignInProblemCode>().FirstOrDefault(code => Word(code) == word, SignInProblemCode.Failed);

    private static string Word(SignInProblemCode code) => code switch
    {
        SignInProblemCode.NotInvited => "not-invited",
        SignInProblemCode.NotActive => "not-active",
        SignInProblemCode.Suspended => "suspended",
        SignInProblemCode.NoAuthenticationTime => "no-authentication-time",
        SignInProblemCode.NotFresh => "not-fresh",
        SignInProblemCode.Cancelled => "cancelled",
        SignInProblemCode.Expired => "expired",
        SignInProblemCode.Unavailable => "unavailable",
        SignInProblemCode.Waiting => "waiting",
        _ => "failed",
    };
}
