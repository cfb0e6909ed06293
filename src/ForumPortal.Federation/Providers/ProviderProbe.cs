using System.Globalization;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;

namespace ForumPortal.Federation.Providers;

/// <summary>Looks whether there is a provider under an issuer, and what it says of itself.</summary>
public sealed class ProviderProbe
{
    private readonly ProviderConfigurations configurations;

    internal ProviderProbe(ProviderConfigurations configurations) => this.configurations = configurations;

    /// <summary>What was found, a line each; or why nothing was.</summary>
    /// <param name="issuer">The issuer, to the letter.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<string>> Look(string issuer, CancellationToken cancellation)
    {
        // Of no connection: what is kept for those stays as it is.
        var connection = new Connection
        {
            Id = -1, Reference = "", Version = 0, OrganizationId = 0, OrganizationName = "", Issuer = issuer, ClientId = "", ClientCredential = "", ClientAuthentication = ClientAuthentication.Basic, AcrValues = "",
        };
        try
        {
            var found = await configurations.Get(connection, cancellation);
            return
            [
                "The provider's discovery document was found.",
                $"  keys that sign            {found.SigningKeys.Count.ToString(CultureInfo.InvariantCulture)}",
                $"  how the portal proves itself there: {(found.TokenEndpointAuthMethodsSupported.Count > 0 ? string.Join(", ", found.TokenEndpointAuthMethodsSupported) : "the document does not say")}",
                $"  signing out there         {(string.IsNullOrEmpty(found.EndSessionEndpoint) ? "not offered" : "offered")}",
                $"  requests sent beforehand  {(found.RequirePushedAuthorizationRequests ? "demanded" : "not demanded")}",
            ];
        }
        catch (SignInFailedException failure)
        {
            return [$"Nobody can sign in yet: {failure.Message}."];
        }
        finally
        {
            configurations.Forget(connection);
        }
    }
}
