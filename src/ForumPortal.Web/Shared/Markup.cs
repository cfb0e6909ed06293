using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ForumPortal.Web.Shared;

/// <summary>Markup that writes itself straight into the page.</summary>
internal sealed class Markup(Action<TextWriter, HtmlEncoder> write) : IHtmlContent
{
    /// <summary>No markup at all.</summary>
    public static IHtmlContent None { get; } = new Markup((_, _) => { });

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => write(writer, encoder);
}

/// <summary>Writes what was typed or stored so that it stays text.</summary>
internal static class MarkupWriter
{
    public static void Text(this TextWriter writer, HtmlEncoder encoder, string? text) => encoder.Encode(writer, text ?? "");

    /// <summary>An attribute; nothing where it has no value.</summary>
    public static void Attribute(this TextWriter writer, HtmlEncoder encoder, string name, string? value)
    {
        if (value is null) return;
        writer.Write($" {name}=\"");
        encoder.Encode(writer, value);
        writer.Write('"');
    }

    /// <summary>A link that looks as the class says.</summary>
    public static void Link(this TextWriter writer, HtmlEncoder encoder, string address, string words, string? css = null, string? rel = null)
    {
        writer.Write("<a");
        writer.Attribute(encoder, "class", css);
        writer.Attribute(encoder, "href", address);
        writer.Attribute(encoder, "rel", rel);
        writer.Write('>');
        writer.Text(encoder, words);
        writer.Write("</a>");
    }
}
