using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>A checkpoint as a document that somebody keeps, and who may have it.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public async Task Its_signature_is_of_the_lines_that_the_documents_name()
    {
        await using var forum = await TestForum.Open();
        var document = JsonNode.Parse((await forum.Send("auditor@secretariat", new SignCheckpoint())).Write())!;
        using var key = ECDsa.Create();
        key.ImportFromPem(await forum.Send("auditor@secretariat", new ReadCheckpointKey()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), (string)document["key"]!);
        var lines = new[] { "forum-portal-checkpoint-1", $"{document["at"]}", $"{document["entries"]}", $"{document["hash"]}", $"{document["head"]}", $"{document["key"]}" };
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), Convert.FromBase64String((string)document["signature"]!), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Only_the_key_that_it_names_has_signed_it()
    {
        var pem = CheckpointKey.NewPem();
        using var key = CheckpointKey.FromPem(pem);
        using var other = CheckpointKey.FromPem(CheckpointKey.NewPem());
        var open = new Checkpoint(DateTimeOffset.UnixEpoch, 1, new string('a', 64), new string('b', 64), key.Fingerprint, []);
        Assert.True((open with { Signature = Signature(pem, open) }).IsSignedBy([other, key]));
        Assert.False((open with { Signature = Signature(pem, open) }).IsSignedBy([other]));
        var misnamed = open with { Fingerprint = other.Fingerprint };
        Assert.False((misnamed with { Signature = Signature(pem, misnamed) }).IsSignedBy([key, other]));
    }

    [Theory]
    [InlineData("format", "\"forum-portal-checkpoint-2\"")]
    [InlineData("hash", "\"ab\"")]
    [InlineData("head", "\"ab\"")]
    [InlineData("at", "\"yesterday\"")]
    [InlineData("key", "null")]
    [InlineData("signature", "null")]
    [InlineData("signature", "\"*\"")]
    [InlineData("entries", "\"many\"")]
    public void What_is_no_checkpoint_is_not_read(string field, string value)
    {
        using var key = CheckpointKey.FromPem(CheckpointKey.NewPem());
        var text = Checkpoint.Sign(key, DateTimeOffset.UnixEpoch, 1, new byte[32], new byte[32]).Write();
        Assert.NotNull(Checkpoint.Read(text));
        var document = JsonNode.Parse(text)!;
        document[field] = JsonNode.Parse(value);
        Assert.Null(Checkpoint.Read(document.ToJsonString()));
        Assert.Null(Checkpoint.Read(text[..40]));
    }

    [Fact]
    public void A_key_is_one_of_ECDSA_on_P_256()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (var pem in new[] { curve.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), "no key", "" }) Assert.Throws<ArgumentException>(() => CheckpointKey.FromPem(pem));
    }

    [Fact]
    public async Task All_are_listed_the_newest_first_and_each_is_found_by_its_moment()
    {
        await using var forum = await TestForum.Open();
        var signed = new List<Checkpoint>();
        for (var number = 0; number < 30; number++)
        {
            forum.Clock.Pass(TimeSpan.FromMilliseconds(1));
            signed.Add(await forum.Send("auditor@secretariat", new SignCheckpoint()));
        }
        var listed = new List<Checkpoint>();
        for (CheckpointList? page = null; page is null || page.Next is not null;)
        {
            page = await forum.Send("auditor@secretariat", new ListCheckpoints(page?.Next));
            Assert.InRange(page.Checkpoints.Count, 1, 24);
            listed.AddRange(page.Checkpoints);
        }
        Assert.Equal(signed.Select(one => one.Head).Reverse(), listed.Select(one => one.Head));
        foreach (var one in signed) Assert.Equal(one.Head, (await forum.Send("auditor@secretariat", new ReadCheckpoint(one.At))).Head);
        await forum.Refused<NotFoundException>(await forum.As("auditor@secretariat"), new ReadCheckpoint(signed[^1].At.AddMilliseconds(1)));
        Assert.Equal(30, await forum.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'checkpoint.signed'"));
    }

    [Fact]
    public async Task An_administrator_keeps_them_too_and_gets_no_private_key()
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        foreach (var name in new[] { "administrator@meridian", "officer@secretariat", "auditor@secretariat" })
        {
            var signed = await forum.Send(name, new SignCheckpoint());
            Assert.Contains(signed.Head, (await forum.Send(name, new ListCheckpoints())).Checkpoints.Select(one => one.Head));
            await forum.Send(name, new ReadCheckpoint(signed.At));
            var pem = await forum.Send(name, new ReadCheckpointKey());
            Assert.Equal(forum.Key.PublicPem, pem.TrimEnd());
            Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        }
        await forum.Refused<ForbiddenException>(await forum.As("administrator@meridian"), new ListRecordedOrganizations());
        await forum.Send("auditor@secretariat", new ListRecordedOrganizations());
    }

    private static byte[] Signature(string pem, Checkpoint of)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.SignData(Encoding.UTF8.GetBytes($"forum-portal-checkpoint-1\n1970-01-01T00:00:00.000Z\n{of.Entries}\n{of.Hash}\n{of.Head}\n{of.Fingerprint}\n"), HashAlgorithmName.SHA256);
    }
}
