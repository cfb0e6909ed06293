using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Application.Audit;

/// <summary>A key of checkpoints, ECDSA on P-256: the portal's own signs, a kept public one only verifies.</summary>
public sealed class CheckpointKey : IDisposable
{
    private readonly ECDsa key;

    private CheckpointKey(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(PublicKey));
    }

    /// <summary>The SHA-256 of the public key, in hexadecimal: its id.</summary>
    public string Fingerprint { get; }

    /// <summary>The public key as PEM.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    internal byte[] PublicKey { get; }

    /// <summary>Reads a private or a public key.</summary>
    /// <exception cref="ArgumentException">It is neither, or on another curve.</exception>
    public static CheckpointKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.FriendlyName is not ("nistP256" or "ECDSA_P256")) throw new ArgumentException("The key is not on the curve P-256.");
            return new CheckpointKey(key);
        }
        catch (Exception exception)
        {
            key.Dispose();
            throw exception is ArgumentException ? exception : new ArgumentException("This is no key of ECDSA on P-256 in PEM.", exception);
        }
    }

    /// <summary>Makes a new private key, as PEM.</summary>
    public static string NewPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>The signature of the text.</summary>
    internal byte[] Sign(string text) => key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256);

    /// <summary>Whether this key signed the text.</summary>
    internal bool Signed(string text, byte[] signature) => key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
