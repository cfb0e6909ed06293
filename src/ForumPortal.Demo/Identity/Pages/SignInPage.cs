namespace ForumPortal.Demo.Identity.Pages;

/// <summary>The organization's people as buttons: one click signs in.</summary>
internal static class SignInPage
{
    public static string Render(Provider provider, string query, ProviderSession? present)
    {
        var name = Html.Encode(provider.Organization.Name);
        var isForForum = query.Length > 0;
        var purpose = isForForum
            ? "The forum asks who you are. Choose a person to sign in as."
            : "Choose a person to sign in as. The forum will then not ask again.";
        var again = present is null
            ? ""
            : $"<p>{Html.Encode(present.Person.Name)} is signed in already; the forum wants it confirmed.</p>";
        return Html.Page($"Sign in – {provider.Organization.Name}", $"""
            <p class="organization">{name}</p>
            <h1>Sign in</h1>
            <p>{purpose}</p>
            {again}
            <form method="post" action="{Html.Encode(provider.PathTo("sign-in") + query)}">
            <ul class="people">
            {string.Concat(provider.Organization.People.Select(Button))}
            </ul>
            </form>
            """);
    }

    private static string Button(SamplePerson person) => $"""
        <li><button name="person" value="{person.Subject}">
        <span class="name">{Html.Encode(person.Name)}</span>
        <span class="does">{Html.Encode(person.Does)}</span>
        <span class="email">{Html.Encode(person.Email)}</span>
        </button></li>

        """;
}
