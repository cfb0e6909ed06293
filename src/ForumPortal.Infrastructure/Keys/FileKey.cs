using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>AES-256-GCM under the 32 bytes of a key file.</summary>
internal sealed class FileKey(byte[] key)
{
    /// <summary>How many bytes a key has.</summary>
    public const int Size = 32;

    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    /// <summary>Nonce, tag and cipher text, in Base64.</summary>
    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>The text again.</summary>
    /// <exception cref="CryptographicException">Another key, or not what was written.</exception>
    public string Decrypt(string value)
    {
        var sealedBytes = Convert.FromBase64String(value);
        if (sealedBytes.Length < NonceSize + TagSize) throw new CryptographicException("The encrypted key is cut off.");
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
