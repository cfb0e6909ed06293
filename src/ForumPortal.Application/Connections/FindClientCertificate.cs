using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>The certificate (PEM) of a connection's own key, which its provider must know; null where the connection uses a secret. The key itself is not in it.</summary>
/// <param name="Reference">The connection's reference.</param>
[OnlyTheProgram]
public sealed record FindClientCertificate(string Reference) : IQuery<string?>;

internal sealed class FindClientCertificateHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<FindClientCertificate, string?>
{
    public async Task<string?> Handle(FindClientCertificate request, CancellationToken cancellation)
    {
        var kept = await work.First<string>(
            "SELECT client_credential FROM connection WHERE ref = @reference AND client_authentication = @key",
            new { reference = request.Reference, key = ClientAuthentication.PrivateKeyJwt });
        if (kept is null) return null;
        using var certificate = X509Certificate2.CreateFromPem(ClientCredentials.Protector(protection).Unprotect(kept));
        return certificate.ExportCertificatePem();
    }
}
