using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignOut;

/// <summary>Says where a person who has signed out here signs out at their provider too.</summary>
public sealed class ProviderSignOut
{
    private readonly ISender sender;
    private readonly ProviderConfigurations configurations;
    private readonly ProviderHttp http;
    private readonly IdTokenHints hints;
    private readonly FederationOptions options;

    internal ProviderSignOut(ISender sender, ProviderConfigurations configurations, ProviderHttp http, IdTokenHints hints, IOptions<FederationOptions> options)
    {
        this.sender = sender;
        this.configurations = configurations;
        this.http = http;
        this.hints = hints;
        this.options = options.Value;
    }

    /// <summary>The address at the provider; null where it has none or cannot be reached, because signing out here must not wait for it.</summary>
    public async Task<Uri?> Address(SignOutResult signedOut, CancellationToken cancellation)
    {
        if (await sender.Send(Caller.Program("sign-out"), new FindConnection(signedOut.Connection), cancellation) is not { } connection) return null;
        try
        {
            var configuration = await configurations.Get(connection, cancellation);
            if (string.IsNullOrEmpty(configuration.EndSessionEndpoint)) return null;
            var request = new OpenIdConnectMessage
            {
                EnableTelemetryParameters = false,
                IssuerAddress = http.Demand(configuration.EndSessionEndpoint, "the provider's sign-out endpoint").AbsoluteUri,
                ClientId = connection.ClientId,
                IdTokenHint = hints.Unprotect(signedOut.IdToken),
                PostLogoutRedirectUri = options.SignedOut,
                State = Ids.Reference(),
            };
            return new Uri(request.CreateLogoutRequestUrl());
        }
        catch (SignInFailedException)
        {
            return null;
        }
    }
}
