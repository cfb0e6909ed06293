using System.Collections.Concurrent;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.Providers;

/// <summary>Each provider's own description of itself and its keys, kept until the connection changes.</summary>
internal sealed class ProviderConfigurations(ProviderHttp http, IOptions<FederationOptions> options, TimeProvider time)
{
    private static readonly TimeSpan BetweenRefetches = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, Known> known = new();

    /// <summary>The configuration, fetched where it is not kept.</summary>
    /// <exception cref="SignInFailedException">It cannot be had, or is not that issuer's.</exception>
    public async Task<OpenIdConnectConfiguration> Get(Connection connection, CancellationToken cancellation)
    {
        var manager = known.AddOrUpdate(
            connection.Id,
            _ => new Known(connection.Version, Manager(connection), DateTimeOffset.MinValue),
            (_, one) => one.Version == connection.Version ? one : new Known(connection.Version, Manager(connection), DateTimeOffset.MinValue)).Manager;
        return await Fetch(connection, manager, cancellation);
    }

    /// <summary>The configuration fetched anew, because a key is not known; null where that was done within the last minute.</summary>
    public async Task<OpenIdConnectConfiguration?> Refetch(Connection connection, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!known.TryGetValue(connection.Id, out var one) || now < one.RefetchAt) return null;

        // A manager of its own: the kept one refreshes behind our back, and its old keys stay until the new ones are here.
        var manager = Manager(connection);
        if (!known.TryUpdate(connection.Id, one with { RefetchAt = now + BetweenRefetches }, one)) return null;
        var configuration = await Fetch(connection, manager, cancellation);
        known[connection.Id] = new Known(connection.Version, manager, now + BetweenRefetches);
        return configuration;
    }

    /// <summary>Keeps nothing of it any longer: what is tried is asked for anew each time.</summary>
    public void Forget(Connection connection) => known.TryRemove(connection.Id, out _);

    private async Task<OpenIdConnectConfiguration> Fetch(Connection connection, ConfigurationManager<OpenIdConnectConfiguration> manager, CancellationToken cancellation)
    {
        // The manager fetches for one after the other: whoever waits behind others for a provider that hangs gives up as well.
        using var patience = new CancellationTokenSource(2 * options.Value.ProviderTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await manager.GetConfigurationAsync(end.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SignInFailedException(SignInProblemCode.Unavailable, "the provider's discovery document or keys did not answer in time") { Fault = ConnectionFault.Unreachable };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw Cause(exception) ?? new SignInFailedException(SignInProblemCode.Unavailable, "the provider's discovery document or keys cannot be understood") { Fault = ConnectionFault.Discovery };
        }
        if (!string.Equals(configuration.Issuer, connection.Issuer, StringComparison.Ordinal))
            throw new SignInFailedException(SignInProblemCode.Unavailable, "the issuer in the provider's discovery document is not the connection's issuer") { Fault = ConnectionFault.Issuer };
        return configuration;
    }

    private ConfigurationManager<OpenIdConnectConfiguration> Manager(Connection connection) =>
        new($"{connection.Issuer.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new Documents(http));

    private static SignInFailedException? Cause(Exception? exception) =>
        exception is null ? null : exception as SignInFailedException ?? Cause(exception.InnerException);

    private sealed record Known(long Version, ConfigurationManager<OpenIdConnectConfiguration> Manager, DateTimeOffset RefetchAt);

    private sealed class Documents(ProviderHttp http) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, http.Demand(address, "the provider's discovery document or keys"));
            var answer = await http.Send(request, "the provider's discovery document or keys", cancel);
            return (int)answer.Status == 200
                ? answer.Body
                : throw new SignInFailedException(SignInProblemCode.Unavailable, $"the provider's discovery document or keys were answered with status {(int)answer.Status}") { Fault = ConnectionFault.Discovery };
        }
    }
}
