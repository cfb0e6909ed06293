using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation.Providers;

/// <summary>What a provider's endpoint answered, whole.</summary>
/// <param name="Status">The status.</param>
/// <param name="MediaType">The type of the body.</param>
/// <param name="Body">The body.</param>
internal sealed record ProviderAnswer(HttpStatusCode Status, string MediaType, string Body);

/// <summary>The only way from the portal to a provider: no redirects, no proxy, a limit of size and time, and never into a private network.</summary>
internal sealed class ProviderHttp : IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private readonly FederationOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public ProviderHttp(IOptions<FederationOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 32,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Sends it and reads the whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What answers, for the record.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SignInFailedException">There is no answer that may be used.</exception>
    public async Task<ProviderAnswer> Send(HttpRequestMessage request, string what, CancellationToken cancellation)
    {
        Demand(request.RequestUri, what);
        using var patience = new CancellationTokenSource(options.ProviderTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            // Whole, so that the limits of size and time hold for the body too.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, end.Token);
            return new(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync(end.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SignInFailedException(SignInProblemCode.Unavailable, $"{what} did not answer within {options.ProviderTimeout.TotalSeconds} seconds") { Fault = ConnectionFault.Unreachable };
        }
        catch (HttpRequestException exception)
        {
            throw new SignInFailedException(SignInProblemCode.Unavailable, $"{what} {Reason(exception)}") { Fault = exception.InnerException is PrivateAddressException ? ConnectionFault.PrivateAddress : ConnectionFault.Unreachable };
        }
        catch (InvalidOperationException)
        {
            throw new SignInFailedException(SignInProblemCode.Unavailable, $"{what} names a character set that is not known");
        }
    }

    /// <summary>Refuses an address that may not be used, before anything or anybody is sent there.</summary>
    public Uri Demand(string? address, string what)
    {
        _ = Uri.TryCreate(address, UriKind.Absolute, out var uri);
        return Demand(uri, what);
    }

    public void Dispose() => client.Dispose();

    private Uri Demand(Uri? address, string what) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (options.Development && address.Scheme == Uri.UriSchemeHttp)) && address.UserInfo.Length == 0
            ? address
            : throw new SignInFailedException(SignInProblemCode.Unavailable, $"{what} has no https address") { Fault = ConnectionFault.Discovery };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);

        // Decided on the addresses that are then connected to, so that a second resolution cannot differ.
        if (!options.Development && !options.AllowedPrivateHosts.Contains(host, StringComparer.OrdinalIgnoreCase) && !addresses.All(PublicAddresses.Contains))
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Reason(HttpRequestException exception) => exception switch
    {
        { InnerException: PrivateAddressException } => "has a private address, and its host is not in Federation:AllowedPrivateHosts",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "answered more than 1 MB",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "has a name that cannot be resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "cannot be reached securely: see its certificate",
        _ => "cannot be reached",
    };

    private sealed class PrivateAddressException : IOException;
}
