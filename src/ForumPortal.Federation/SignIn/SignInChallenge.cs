using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace ForumPortal.Federation.SignIn;

/// <summary>How the portal sends somebody to sign in: a challenge of the scheme <see cref="FederationSchemes.Organization"/> with these properties.</summary>
public static class SignInChallenge
{
    internal const string Connection = "connection";
    internal const string Fresh = "fresh";
    internal const string WithoutAge = "without-age";
    internal const string Invitation = "invitation";
    internal const string Trial = "trial";
    internal const string Tester = "tester";

    /// <summary>The properties of the challenge.</summary>
    /// <param name="connection">The connection's reference.</param>
    /// <param name="returnUrl">Where to go afterwards; the portal's first page where it leads out of the portal.</param>
    /// <param name="fresh">Whether the person has to prove anew who they are.</param>
    /// <param name="invitation">The secret of an invitation; empty for none.</param>
    public static AuthenticationProperties For(string connection, string? returnUrl, bool fresh = false, string invitation = "")
    {
        var properties = new AuthenticationProperties { RedirectUri = returnUrl };
        properties.Items[Connection] = connection;
        properties.Items[Invitation] = invitation;
        if (fresh) properties.Items[Fresh] = "yes";
        return properties;
    }

    /// <summary>The properties of the challenge that tests a trial: it asks for a fresh sign-in, signs nobody in, and its outcome stands on the page that it returns to.</summary>
    /// <param name="trial">The trial's reference.</param>
    /// <param name="returnUrl">The page that shows the outcome.</param>
    /// <param name="tester">The member who tests; 0 where the organization has none yet.</param>
    public static AuthenticationProperties ForTrial(string trial, string returnUrl, long tester)
    {
        var properties = new AuthenticationProperties { RedirectUri = returnUrl };
        properties.Items[Trial] = trial;
        properties.Items[Fresh] = "yes";
        properties.Items[Tester] = tester.ToString(CultureInfo.InvariantCulture);
        return properties;
    }
}
