using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>Encrypts a data-protection key under the key file.</summary>
internal sealed class FileKeyXmlEncryptor(FileKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("encryptedByKeyFile", key.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(FileKeyXmlDecryptor));
}

/// <summary>Reads it again; named in the stored key, so neither its name nor its place changes.</summary>
internal sealed class FileKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<FileKey>().Decrypt(encryptedElement.Value));
}
