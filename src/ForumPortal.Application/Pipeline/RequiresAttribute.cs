using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Pipeline;

/// <summary>Says who may send a request. A request without one of these fails at start-up.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class DeclaresPermissionAttribute : Attribute
{
    /// <summary>Whether this caller may send it.</summary>
    public abstract bool Permits(Caller caller);
}

/// <summary>Members whose roles permit it, active, with the terms accepted.</summary>
/// <param name="permission">What their roles must permit.</param>
public sealed class RequiresAttribute(Permission permission) : DeclaresPermissionAttribute
{
    /// <summary>What their roles must permit.</summary>
    public Permission Permission => permission;

    /// <summary>A second permission that serves as well, where there is one.</summary>
    public Permission Or { get; init; }

    /// <inheritdoc/>
    public override bool Permits(Caller caller) =>
        caller.Reader.IsActive && (caller.Reader.Roles.Permit(permission) || (Or != default && caller.Reader.Roles.Permit(Or)));
}

/// <summary>Everyone, signed in or not.</summary>
/// <param name="reason">Why that is safe.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToEveryoneAttribute(string reason) : DeclaresPermissionAttribute
{
    /// <summary>Why that is safe.</summary>
    public string Reason => reason;

    /// <summary>Whether a member who has not accepted the terms may send it too.</summary>
    public bool BeforeTerms { get; init; }

    /// <inheritdoc/>
    public override bool Permits(Caller caller) => true;
}

/// <summary>The program itself: its jobs, its command line, its sign-in code. Nobody from outside.</summary>
public sealed class OnlyTheProgramAttribute : DeclaresPermissionAttribute
{
    /// <inheritdoc/>
    public override bool Permits(Caller caller) => caller.IsProgram;
}

/// <summary>Everyone, signed in or not, also to change something: what a person does who has no account yet. Its endpoints are limited in rate.</summary>
/// <param name="reason">What is looked up instead of a role, such as the secret of a private link, or why that is safe.</param>
public sealed class ForStrangersAttribute(string reason) : DeclaresPermissionAttribute
{
    /// <summary>What is looked up instead of a role.</summary>
    public string Reason => reason;

    /// <inheritdoc/>
    public override bool Permits(Caller caller) => true;
}
