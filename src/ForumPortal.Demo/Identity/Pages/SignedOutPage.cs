namespace ForumPortal.Demo.Identity.Pages;

/// <summary>Confirms that nobody is signed in any more.</summary>
internal static class SignedOutPage
{
    public static string Render(Provider provider) =>
        Html.Page($"Signed out – {provider.Organization.Name}", $"""
            <p class="organization">{Html.Encode(provider.Organization.Name)}</p>
            <h1>Signed out</h1>
            <p>Nobody is signed in at this provider in this browser.</p>
            <p><a href="{provider.PathTo("signed-in")}">Sign in again</a></p>
            """);
}
