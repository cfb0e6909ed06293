using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ForumPortal.Web.Hosting;

/// <summary>The style sheet of every page, in one file. Its address changes with its content, so that browsers keep it for good.</summary>
public sealed class StyleSheet
{
    private static readonly string[] Parts = ["tokens.css", "base.css", "layout.css", "components.css"];

    private readonly byte[] plain;
    private readonly byte[] gzip;
    private readonly byte[] brotli;

    public StyleSheet()
    {
        plain = Encoding.UTF8.GetBytes($"{string.Concat(Parts.Select(Read))}@media print {{\n{Read("print.css")}}}\n");
        gzip = Compressed(stream => new GZipStream(stream, CompressionLevel.SmallestSize));
        brotli = Compressed(stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        Address = $"/styles/site.{Convert.ToHexStringLower(SHA256.HashData(plain))[..16]}.css";
    }

    /// <summary>Where pages find it.</summary>
    public string Address { get; }

    /// <summary>Answers a request for it, compressed where the browser understands that.</summary>
    public Task Answer(HttpContext context)
    {
        var understood = context.Request.GetTypedHeaders().AcceptEncoding;
        var (encoding, bytes) = Understands("br") ? ("br", brotli) : Understands("gzip") ? ("gzip", gzip) : ("", plain);
        var headers = context.Response.Headers;
        if (encoding.Length > 0) headers.ContentEncoding = encoding;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();

        bool Understands(string name) => understood.Any(one => one.Value == name && one.Quality != 0);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks {name}."));
        return reader.ReadToEnd();
    }

    private byte[] Compressed(Func<Stream, Stream> compress)
    {
        using var result = new MemoryStream();
        using (var stream = compress(result)) stream.Write(plain);
        return result.ToArray();
    }
}
