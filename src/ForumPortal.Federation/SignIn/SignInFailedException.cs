using ForumPortal.Application.Connections;

namespace ForumPortal.Federation.SignIn;

/// <summary>Ends a sign-in: the person is told the code, the record the reason.</summary>
/// <param name="code">What the person is told.</param>
/// <param name="reason">Why, in our words, never the provider's.</param>
internal sealed class SignInFailedException(SignInProblemCode code, string reason) : Exception(reason)
{
    public SignInFailedException(string reason)
        : this(SignInProblemCode.Failed, reason)
    {
    }

    public SignInProblemCode Code => code;

    /// <summary>What kind of failure it is, for the administrator who tests a connection.</summary>
    public ConnectionFault Fault { get; init; }

    /// <summary>The provider's error code, where it answered with one.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>Whether an answer came that was taken before.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>Whether the record has it already.</summary>
    public bool IsEntered { get; init; }
}
