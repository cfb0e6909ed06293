using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Federation.SignOut;

/// <summary>Keeps ID tokens, which name people, encrypted until they serve as the hint for signing out at the provider.</summary>
internal sealed class IdTokenHints(IDataProtectionProvider protection)
{
    // A longer one would not fit into the address that it is a hint in.
    private const int Longest = 6000;
    private readonly IDataProtector protector = protection.CreateProtector("sign-in-session.id-token");

    public string Protect(string idToken) => idToken.Length <= Longest ? protector.Protect(idToken) : "";

    /// <summary>The token; null where there is none that can be read.</summary>
    public string? Unprotect(string kept)
    {
        if (kept.Length == 0) return null;
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
