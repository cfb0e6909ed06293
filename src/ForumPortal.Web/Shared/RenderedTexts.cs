using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Caching.Memory;

namespace ForumPortal.Web.Shared;

/// <summary>Keeps the HTML of texts that were rendered, by the text itself: a revision never changes, and whoever asks holds the text already.</summary>
public sealed class RenderedTexts : IDisposable
{
    private const long MostCharacters = 32 * 1024 * 1024;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    public IHtmlContent Render(string markdown)
    {
        if (kept.TryGetValue(markdown, out IHtmlContent? html)) return html!;
        html = SafeMarkdown.Render(markdown);
        kept.Set(markdown, html, new MemoryCacheEntryOptions { Size = markdown.Length * 3L });
        return html;
    }

    public void Dispose() => kept.Dispose();
}
