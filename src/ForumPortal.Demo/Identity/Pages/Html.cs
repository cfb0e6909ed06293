using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ForumPortal.Demo.Identity.Pages;

/// <summary>Text into HTML, always encoded, and the frame around every page.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    public static string Page(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{Encode(title)}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <header class="notice">
        <p><strong>Sample identity provider.</strong> For trying things out: everybody here is invented, and there are no passwords.</p>
        </header>
        <main>
        {body}
        </main>
        <footer><p><a href="/">All sample organizations</a></p></footer>
        </body>
        </html>
        """;
}
