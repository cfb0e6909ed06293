using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Demo.Tests.Identity;

/// <summary>A forum's correct request to sign somebody in; tests change one thing about it.</summary>
internal sealed class SignInRequest
{
    public SignInRequest(string organization = "meridian")
    {
        RedirectUri = Forum.RedirectUri(organization);
        Parameters = new()
        {
            ["client_id"] = "portal",
            ["response_type"] = "code",
            ["scope"] = "openid profile email",
            ["redirect_uri"] = RedirectUri,
            ["state"] = "state & more",
            ["nonce"] = "nonce-" + Verifier[..8],
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
    }

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string RedirectUri { get; }

    public Dictionary<string, string> Parameters { get; }

    public SignInRequest With(string name, string value)
    {
        Parameters[name] = value;
        return this;
    }

    public SignInRequest Without(string name)
    {
        Parameters.Remove(name);
        return this;
    }
}
