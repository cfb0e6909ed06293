using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Demo.Identity;

/// <summary>Random values that nobody can guess, and comparison that does not tell how far it got.</summary>
internal static class Opaque
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
