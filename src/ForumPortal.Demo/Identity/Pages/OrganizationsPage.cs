namespace ForumPortal.Demo.Identity.Pages;

/// <summary>The way in for somebody who is curious: every sample organization and its provider.</summary>
internal static class OrganizationsPage
{
    public static string Render() => Html.Page("Sample identity providers", $"""
        <h1>Sample identity providers</h1>
        <p>Every member organization signs its people in through a provider of its own. These stand in for them.</p>
        <ul class="organizations">
        {string.Concat(SampleWorld.Organizations.Select(Item))}
        </ul>
        """);

    private static string Item(SampleOrganization organization) => $"""
        <li><a href="/{organization.Handle}/signed-in">{Html.Encode(organization.Name)}</a>
        <span>{Html.Encode(organization.Domain)}</span></li>

        """;
}
