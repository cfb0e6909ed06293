using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>The addresses that the endpoint table makes, with every known value in every place: a new route is in it by itself, and a new kind of place fails here.</summary>
internal static class Addresses
{
    // Places that take an item's, a draft's, a notice's or a session's reference alike: each gets all of them.
    private static readonly string[] ReferencePlaces = ["reference", "id", "seq"];

    // Of other kinds than the route's own, a few are enough: each is absent there.
    private const int MostOfOthers = 2;

    public static IEnumerable<(string Method, string Address)> Of(Portal portal, IReadOnlyCollection<string> references) => Of(portal, new Dictionary<string, IReadOnlyList<string>> { [""] = [.. references] });

    /// <param name="portal">The portal.</param>
    /// <param name="kinds">The references, by the first word of the addresses at which they are at home.</param>
    public static IEnumerable<(string Method, string Address)> Of(Portal portal, IReadOnlyDictionary<string, IReadOnlyList<string>> kinds)
    {
        foreach (var route in portal.Routes.Where(route => !route.RoutePattern.RawText!.Contains("{**", StringComparison.Ordinal)))
        {
            var template = "/" + route.RoutePattern.RawText!.TrimStart('/');
            if (template.StartsWith("/_framework", StringComparison.Ordinal)) continue;
            var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            var own = kinds.GetValueOrDefault(template.Split('/')[1]) ?? [];
            var references = kinds.SelectMany(kind => kind.Value == own || kind.Key.Length == 0 ? kind.Value : kind.Value.Take(MostOfOthers)).Distinct().ToList();
            foreach (var address in Filled(template, route.RoutePattern.Parameters.Select(place => place.Name), references))
                foreach (var method in methods.Where(method => method is "GET" or "POST")) yield return (method, address);
        }
    }

    private static IEnumerable<string> Filled(string template, IEnumerable<string> places, IReadOnlyCollection<string> references)
    {
        IEnumerable<string> addresses = [template];
        foreach (var place in places) addresses = addresses.SelectMany(address => Values(place, references).Select(value => Replace(address, place, value)));
        return addresses;
    }

    private static IReadOnlyCollection<string> Values(string place, IReadOnlyCollection<string> references) => place switch
    {
        _ when ReferencePlaces.Contains(place) => references,
        "revision" => ["1", "2"],
        "handle" => ["meridian", "norland", "secretariat", SecretWorld.UnlistedHandle, "nonesuch"],
        "organization" or "connection" or "secret" => ["nonesuch"],
        "code" => ["refused"],
        "format" => ["csv", "jsonl"],
        "moment" => ["2026-01-01T00-00-00Z"],
        _ => throw new InvalidOperationException($"A route takes '{place}', which this crawl does not know. Teach it what may stand there."),
    };

    private static string Replace(string address, string place, string value) =>
        System.Text.RegularExpressions.Regex.Replace(address, @"\{\*{0,2}" + place + @"(:[^}]*)?\??\}", value);
}
