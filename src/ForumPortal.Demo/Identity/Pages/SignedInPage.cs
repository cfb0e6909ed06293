using System.Globalization;

namespace ForumPortal.Demo.Identity.Pages;

/// <summary>Who is signed in at the provider, and the way out.</summary>
internal static class SignedInPage
{
    public static string Render(Provider provider, ProviderSession session) =>
        Html.Page($"Signed in – {provider.Organization.Name}", $"""
            <p class="organization">{Html.Encode(provider.Organization.Name)}</p>
            <h1>{Html.Encode(session.Person.Name)} is signed in here</h1>
            <dl>
            <dt>What they do</dt><dd>{Html.Encode(session.Person.Does)}</dd>
            <dt>E-mail</dt><dd>{Html.Encode(session.Person.Email)}</dd>
            <dt>Signed in</dt><dd>{session.AuthTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</dd>
            </dl>
            <form method="post" action="{provider.PathTo("sign-out")}">
            <button class="plain">Sign out here</button>
            </form>
            <p>Signing out here also tells the forum, which then ends what it opened with this sign-in.</p>
            """);
}
