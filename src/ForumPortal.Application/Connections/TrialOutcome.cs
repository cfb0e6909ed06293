using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>What is wrong where a sign-in fails, as far as it decides what to do about it.</summary>
public enum ConnectionFault
{
    /// <summary>The reason alone says it.</summary>
    Other = 0,

    /// <summary>The person or the provider broke off.</summary>
    Cancelled,

    /// <summary>It took too long, was begun in another browser, or the settings changed meanwhile.</summary>
    Expired,

    /// <summary>The portal's server cannot reach the provider.</summary>
    Unreachable,

    /// <summary>The name leads into a private network, and nobody has allowed that.</summary>
    PrivateAddress,

    /// <summary>There is no discovery document under the issuer, or it cannot be understood.</summary>
    Discovery,

    /// <summary>Another issuer than the connection's speaks.</summary>
    Issuer,

    /// <summary>The provider answered with an error code.</summary>
    Refused,

    /// <summary>The provider answers by another flow or way than the authorization code through a redirect.</summary>
    Flow,

    /// <summary>The client secret, or how it is sent, is wrong.</summary>
    Secret,

    /// <summary>The provider does not know the portal's key for this connection.</summary>
    ClientKey,

    /// <summary>The provider takes the client for genuine, and not the code.</summary>
    Code,

    /// <summary>The token endpoint left a token out.</summary>
    Scope,

    /// <summary>The token lacks a claim without which nobody signs in.</summary>
    Claim,

    /// <summary>The token was made for another client.</summary>
    Audience,

    /// <summary>The demanded authentication context is missing or another.</summary>
    AuthenticationContext,

    /// <summary>The clocks of provider and portal disagree.</summary>
    Clock,

    /// <summary>The signature does not go with the keys that the provider publishes.</summary>
    SigningKey,

    /// <summary>The token is signed with a method that is not taken.</summary>
    Algorithm,

    /// <summary>The UserInfo endpoint does not answer as it must.</summary>
    UserInfo,

    /// <summary>The provider refers to the claim that roles are read from instead of sending it.</summary>
    ByReference,
}

/// <summary>A claim as it arrived.</summary>
/// <param name="Name">Its name; cut where it is very long.</param>
/// <param name="Values">Its values, the first of them, cut where they are very long.</param>
/// <param name="IsFromUserInfo">Whether the UserInfo endpoint said it, and not the ID token.</param>
public sealed record ArrivedClaim(string Name, IReadOnlyList<string> Values, bool IsFromUserInfo);

/// <summary>Why an address is kept or not.</summary>
public enum EmailFate
{
    /// <summary>Kept.</summary>
    Kept = 1,

    /// <summary>None arrived that may be believed.</summary>
    Missing,

    /// <summary>It lies in no domain that the organization has verified.</summary>
    ForeignDomain,
}

/// <summary>How a test ended. It holds no secret.</summary>
public sealed record TrialOutcome
{
    /// <summary>Why it failed; empty where it succeeded.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What kind of failure that is.</summary>
    public ConnectionFault Fault { get; init; }

    /// <summary>The claims that arrived.</summary>
    public IReadOnlyList<ArrivedClaim> Claims { get; init; } = [];

    /// <summary>What the person would be called.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address that would be kept; empty for none.</summary>
    public string Email { get; init; } = "";

    /// <summary>Why.</summary>
    public EmailFate EmailFate { get; init; }

    /// <summary>The roles that the mapping gives.</summary>
    public Role Claimed { get; init; }

    /// <summary>The roles that the person would hold.</summary>
    public Role Roles { get; init; }

    /// <summary>Whether the mapped claim arrived at all.</summary>
    public bool HasRoleClaim { get; init; }

    /// <summary>Whether the UserInfo endpoint sent the mapped claim, which counts in the ID token alone.</summary>
    public bool HasRoleClaimElsewhere { get; init; }

    /// <summary>Whether the provider asked the person anew, as it must for TLP:RED.</summary>
    public bool WasAskedAnew { get; init; } = true;

    /// <summary>Whether one can sign out at the provider.</summary>
    public bool OffersSignOut { get; init; } = true;

    /// <summary>Whether a name arrived.</summary>
    public bool HasName { get; init; }

    /// <summary>Whether the provider says when the person proved who they are, without which TLP:RED stays closed.</summary>
    public bool HasAuthenticationTime { get; init; }

    /// <summary>Whether they are a member already; the name is then the one that they have now.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether they would be let in.</summary>
    public MemberStatus? Status { get; init; }

    /// <summary>Whether the sign-in worked.</summary>
    public bool IsSuccess => Reason.Length == 0;
}
