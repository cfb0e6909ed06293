using Microsoft.AspNetCore.HttpOverrides;

namespace ForumPortal.Web.Hosting;

/// <summary>Takes the caller's address and scheme from the operator's own proxies, and from nobody else.</summary>
internal static class Proxies
{
    public static IServiceCollection TrustProxies(this IServiceCollection services, IReadOnlyList<System.Net.IPNetwork> proxies) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);

            // As many in a row as are trusted; the first that is not is the caller.
            options.ForwardLimit = null;
        });
}
