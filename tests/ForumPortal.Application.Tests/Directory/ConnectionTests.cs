using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Directory;

/// <summary>Connections as they are kept, on every engine.</summary>
public sealed class ConnectionTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_change_is_kept_whole_and_leaves_the_key_alone(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Sender.Send(TestForum.Program, WithKey("portal", ""));
        var added = await forum.Sender.Send(TestForum.Program, new FindConnection(reference));
        Assert.Equal(reference, await forum.Sender.Send(TestForum.Program, WithKey("another", "two-factors")));
        var changed = await forum.Sender.Send(TestForum.Program, new FindConnection(reference));
        Assert.Equal(added! with { Version = 2, ClientId = "another", AcrValues = "two-factors" }, changed);

        using var certificate = X509Certificate2.CreateFromPem(changed!.ClientCredential, changed.ClientCredential);
        Assert.True(certificate.HasPrivateKey);
        Assert.Equal(certificate.ExportCertificatePem(), await forum.Sender.Send(TestForum.Program, new FindClientCertificate(reference)));
    }

    private static PutConnection WithKey(string clientId, string acrValues) => new()
    {
        Organization = "lumen", Issuer = "https://id.example", ClientId = clientId, ClientSecret = "", ClientAuthentication = ClientAuthentication.PrivateKeyJwt,
        Admission = AdmissionPolicy.OnlyInvited, AcrValues = acrValues,
    };
}
