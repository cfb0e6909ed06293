namespace ForumPortal.Demo.Identity.Pages;

/// <summary>Says why the browser was not sent on.</summary>
internal static class ErrorPage
{
    public static string Render(Provider provider, string problem) =>
        Html.Page($"Not possible – {provider.Organization.Name}", $"""
            <p class="organization">{Html.Encode(provider.Organization.Name)}</p>
            <h1>That is not possible</h1>
            <p>{Html.Encode(problem)}</p>
            <p>Please go back to the forum and begin again.</p>
            """);
}
