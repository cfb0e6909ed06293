using System.Collections.Concurrent;

namespace ForumPortal.Browser.Tests.World;

/// <summary>Notes what no page may do: console errors, refused content, requests to anybody else.</summary>
internal sealed class Watch(Portal portal)
{
    private readonly ConcurrentQueue<string> seen = new();

    public IReadOnlyCollection<string> Seen => seen;

    /// <summary>Where somebody else's pages lie, which may do as they like: an identity provider's.</summary>
    public string Elsewhere { get; set; } = "none";

    public void Over(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is not ("error" or "warning") || IsAnsweredRefusal(message) || IsElsewhere(page.Url)) return;
            seen.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => seen.Enqueue($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!IsOurs(request.Url) && !IsElsewhere(request.Url) && !IsElsewhere(page.Url)) seen.Enqueue($"{page.Url} asked {request.Url}");
        };
    }

    private bool IsElsewhere(string address) => address.StartsWith(Elsewhere, StringComparison.Ordinal);

    private bool IsOurs(string address) =>
        address.StartsWith(portal.Address + "/", StringComparison.Ordinal) || address.StartsWith(portal.Providers + "/", StringComparison.Ordinal);

    // The browser itself notes a page that answers 403, 404, 409 or 422; files must not.
    private static bool IsAnsweredRefusal(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
        && !message.Location.Contains("/styles/", StringComparison.Ordinal)
        && !message.Location.Contains("/scripts/", StringComparison.Ordinal)
        && !message.Location.Contains("/images/", StringComparison.Ordinal);
}
