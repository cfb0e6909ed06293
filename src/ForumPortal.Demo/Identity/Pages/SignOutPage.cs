namespace ForumPortal.Demo.Identity.Pages;

/// <summary>Asks before signing out, when nobody proved whose sign-in is meant.</summary>
internal static class SignOutPage
{
    public static string Render(Provider provider, ProviderSession session, ProtocolParameters given) =>
        Html.Page($"Sign out? – {provider.Organization.Name}", $"""
            <p class="organization">{Html.Encode(provider.Organization.Name)}</p>
            <h1>Sign {Html.Encode(session.Person.Name)} out?</h1>
            <form method="post" action="{provider.PathTo("sign-out")}">
            {Hidden("post_logout_redirect_uri", given)}{Hidden("state", given)}
            <button class="plain">Sign out here</button>
            </form>
            <p><a href="{provider.PathTo("signed-in")}">Stay signed in</a></p>
            """);

    private static string Hidden(string name, ProtocolParameters given) =>
        given[name] is { } value ? $"""<input type="hidden" name="{name}" value="{Html.Encode(value)}">""" : "";
}
