namespace ForumPortal.Browser.Tests.World;

/// <summary>Items for tests that are about something else: sent as the form sends them, without typing.</summary>
internal static class Writing
{
    /// <summary>Publishes and answers the item's address.</summary>
    public static async Task<string> Publish(this IPage page, string title, string label = "Green", string text = "What we saw.", params (string Name, string Value)[] audience)
    {
        await page.GotoAsync("/drafts");
        var token = await page.Locator("form[action='/drafts'] input[name=__RequestVerificationToken]").InputValueAsync();
        var form = page.APIRequest.CreateFormData();
        form.Append("__RequestVerificationToken", token);
        var draft = await page.APIRequest.PostAsync("/drafts", new() { Form = form });
        form = page.APIRequest.CreateFormData();
        (string Name, string Value)[] fields =
        [
            ("__RequestVerificationToken", token), ("Do", "publish"), ("Kind", "advisory"), ("Title", title), ("Summary", "A summary."), ("Body", text),
            ("PermittedAction", "InformationOnly"), ("Attribution", "Named"), ("Audience.Label", label), .. audience.Length > 0 ? audience : [("Audience.Community", "true")],
        ];
        foreach (var (name, value) in fields) form.Append(name, value);
        var published = await page.APIRequest.PostAsync(new Uri(draft.Url).AbsolutePath, new() { Form = form });
        var address = new Uri(published.Url).AbsolutePath;
        Assert.StartsWith("/items/", address, StringComparison.Ordinal);
        return address;
    }
}
