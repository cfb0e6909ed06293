using ForumPortal.Application.Connections;

namespace ForumPortal.Web.Connections;

/// <summary>What went wrong at a test, in a line, and what to do about it.</summary>
public static class FaultAdvice
{
    public static (string What, string Do) Of(ConnectionFault fault) => fault switch
    {
        ConnectionFault.Secret => (
            "The client secret is wrong",
            "Copy the secret again: its value, not its id, without a space before or after it, and check that it has not expired. If it is right, choose the other way of sending it, in the header or in the form."),
        ConnectionFault.ClientKey => (
            "The provider does not know this connection's key",
            "Enter the JWK set or the certificate that this page shows at the provider, and compare the kid. If it is already there, compare the clocks of both servers."),
        ConnectionFault.Issuer => (
            "The issuer is wrong",
            "Open the address below under “discovery document” and copy its line “issuer” exactly: https, host, path and final slash count. See that people are not led to another tenant, realm or authorization server."),
        ConnectionFault.Discovery => (
            "There is no provider under this issuer",
            "Open the address below under “discovery document” in your browser. It must show a document in JSON without a redirect. If it does not, the issuer is wrong, or the provider publishes it elsewhere."),
        ConnectionFault.Unreachable => (
            "The provider cannot be reached from the portal",
            "See that the issuer's name is right and that the portal's server may reach it by https. What opens in your browser may be closed to the portal: look at firewall and certificate."),
        ConnectionFault.PrivateAddress => (
            "The provider has a private address",
            "The portal reaches providers on the public internet only. Publish the provider, or ask the forum's operator to allow exactly this host."),
        ConnectionFault.Clock => (
            "A clock is wrong",
            "The provider's clock and the portal's differ by more than 60 seconds. Synchronise the provider's clock by NTP; if it is right, tell the forum's operator."),
        ConnectionFault.Claim => (
            "A claim is missing",
            "The ID token lacks a claim without which nobody can sign in; the reason names it. Turn it on at the provider: in Keycloak by the client scope basic, elsewhere by removing a policy that takes claims away."),
        ConnectionFault.AuthenticationContext => (
            "The authentication context that you demand is missing",
            "See that the provider sends the claim acr in the ID token and that the person has enrolled what is demanded; or take the demand away under “authentication contexts”."),
        ConnectionFault.Audience => (
            "The token was made for another client",
            "Compare the client id here with the one of the registration at the provider."),
        ConnectionFault.SigningKey => (
            "The signature does not match the provider's keys",
            "See that the keys under jwks_uri in the discovery document are those that the provider signs with. After a change of keys at the provider, wait a minute and test again."),
        ConnectionFault.Algorithm => (
            "The token is encrypted, or signed with a method that is not accepted",
            "Turn encryption off for this client. Set the signature of the ID token to RS256, PS256 or ES256 at the provider. HS256 and none are never accepted."),
        ConnectionFault.Code => (
            "The provider did not take the code",
            "The provider knows the client and refuses the code. See that the redirect address is registered exactly as shown below, that PKCE with S256 is on, and test again without waiting."),
        ConnectionFault.Scope => (
            "The provider left a token out",
            "Grant the scope openid to this client, and see that its type is a web application with the authorization code flow."),
        ConnectionFault.Flow => (
            "The provider answers by another flow",
            "Turn the authorization code flow on and the implicit and hybrid flows off, with the answer in the address (response mode query)."),
        ConnectionFault.UserInfo => (
            "The provider's UserInfo endpoint does not answer as it must",
            "Send the claims name and email in the ID token, which makes that endpoint unnecessary; or have it answer in plain JSON."),
        ConnectionFault.ByReference => (
            "The roles are only referred to",
            "The person is in so many groups that the provider leaves them out of the ID token (in Entra ID: groups overage). Have it send only the groups that are assigned to this application, or use app roles instead of groups."),
        ConnectionFault.Cancelled => (
            "The sign-in was cancelled at the provider",
            "Test again. If you did not cancel it yourself, check that the person is assigned to the application there and that its permissions are granted."),
        ConnectionFault.Refused => (
            "The provider refused the request",
            "The reason holds the provider's error code. unauthorized_client: the flow is not allowed for this client. invalid_scope: allow openid, profile and email. Everything else: look into the provider's own log."),
        ConnectionFault.Expired => (
            "The test was not completed",
            "It took longer than 15 minutes, or the settings were changed in the meantime. Test again."),
        _ => (
            "The provider's answer cannot be accepted",
            "The reason says what was expected. If it does not help, give it to whoever runs the provider."),
    };
}
