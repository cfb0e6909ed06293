namespace ForumPortal.Application.Pipeline;

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">The field's name in the request.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>A request that was refused. There are four kinds, and one place turns them into answers.</summary>
/// <param name="message">What the caller is told.</param>
public abstract class RequestRefusedException(string message) : Exception(message);

/// <summary>Not there, or not visible to the caller: the same answer.</summary>
public sealed class NotFoundException() : RequestRefusedException("There is nothing here for you to see.")
{
    /// <summary>Whether the caller is a stranger at a place where members find what is theirs; said of what never existed as well.</summary>
    public bool MayBeThereAfterSignIn { get; init; }
}

/// <summary>There, but not permitted.</summary>
/// <param name="message">What the caller is told.</param>
public sealed class ForbiddenException(string message) : RequestRefusedException(message)
{
    /// <summary>What would make it permitted.</summary>
    public Remedy Remedy { get; init; }
}

/// <summary>What a forbidden caller can do about it.</summary>
public enum Remedy
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sign in.</summary>
    SignIn,

    /// <summary>Sign in again, freshly.</summary>
    SignInFreshly,

    /// <summary>Accept the terms of the forum.</summary>
    AcceptTerms,
}

/// <summary>The fields do not stand.</summary>
/// <param name="errors">What is wrong with which field; at least one.</param>
public sealed class InvalidException(IReadOnlyList<FieldError> errors) : RequestRefusedException(string.Join(" ", errors.Select(error => error.Message)))
{
    /// <summary>One field, one message.</summary>
    public InvalidException(string field, string message)
        : this([new FieldError(field, message)])
    {
    }

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyList<FieldError> Errors => errors;
}

/// <summary>Somebody was there before: what the caller saw is stale.</summary>
/// <param name="message">What happened and what to do.</param>
public sealed class ConflictException(string message) : RequestRefusedException(message);
