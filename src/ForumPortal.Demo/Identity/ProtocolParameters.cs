using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ForumPortal.Demo.Identity;

/// <summary>Parameters of a protocol message, from the query or a form. Empty counts as absent, repeated as absent too.</summary>
internal sealed class ProtocolParameters(IEnumerable<KeyValuePair<string, StringValues>> values)
{
    private readonly Dictionary<string, StringValues> values = values.ToDictionary(StringComparer.Ordinal);

    public string? this[string name] =>
        values.TryGetValue(name, out var value) && value is [{ Length: > 0 } single] ? single : null;

    public bool HasRepeated => values.Values.Any(value => value.Count > 1);

    public string ToQuery() => QueryString.Create(values).Value ?? "";

    public static ProtocolParameters OfQuery(HttpRequest request) => new(request.Query);

    public static async Task<ProtocolParameters> ReadAsync(HttpRequest request) =>
        request.HasFormContentType ? new(await request.ReadFormAsync(request.HttpContext.RequestAborted)) : OfQuery(request);
}
