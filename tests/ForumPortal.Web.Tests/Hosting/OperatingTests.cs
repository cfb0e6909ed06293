using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Web.Tests.Hosting;

public sealed partial class OperatingTests : IDisposable
{
    private readonly Operator person = new();

    public void Dispose() => person.Dispose();

    [Fact]
    public async Task A_forum_is_set_up_once()
    {
        Assert.Equal(0, await person.Run(person.SetUp));
        var connection = (string)Read("SELECT ref FROM connection")!;
        Assert.Contains($"https://forum.example.org/signin/callback/{connection}", person.Answer, StringComparison.Ordinal);
        Assert.Matches($"https://forum.example.org/invitation/{connection}/[A-Za-z0-9_-]{{43}}", person.Answer);
        Assert.Equal(1L, Read("SELECT COUNT(*) FROM terms"));
        Assert.Equal(1L, Read("SELECT COUNT(*) FROM audit_entry WHERE action = 'forum.set-up'"));

        var entries = Read("SELECT COUNT(*) FROM audit_entry");
        Assert.Equal(1, await person.Run(person.SetUp));
        Assert.Contains("set up already", person.Errors, StringComparison.Ordinal);
        Assert.Equal(entries, Read("SELECT COUNT(*) FROM audit_entry"));
    }

    [Fact]
    public async Task The_client_secret_and_the_invitation_are_not_kept_readable()
    {
        await person.Run(person.SetUp);
        var invitation = Link().Match(person.Answer).Groups[1].Value;
        Assert.DoesNotContain("s3cret", (string)Read("SELECT client_credential FROM connection")!, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(person.File("data")))
            Assert.DoesNotContain(invitation, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organization_is_admitted_connected_and_its_people_invited()
    {
        await person.Run(person.SetUp);
        Assert.Equal(0, await person.Run(Norland));
        Assert.Equal(1, await person.Run(Norland));
        Assert.Equal(1, await person.Run("organization", "--handle", "other", "--name", "Other", "--sector", "company", "--jurisdiction", "X", "--domain", "NORLAND.example"));
        Assert.Contains("norland.example", person.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await person.Run("invite", "--organization", "norland", "--role", "Liaison"));
        Assert.Equal(1, await person.Run([.. Connection, "--role-claim", "roles", "--map", "x=Auditor"]));
        Assert.Contains("map", person.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await person.Run([.. Connection, "--role-claim", "roles", "--map", "x=Liaison", "--acr-values", "two-factors phr"]));
        Assert.Equal("two-factors phr", Read("SELECT acr_values FROM connection WHERE issuer = 'https://id.norland.example'"));
        Assert.Equal(0, await person.Run("invite", "--organization", "norland", "--role", "Liaison"));
        Assert.Equal(1, await person.Run("invite", "--organization", "norland", "--role", "Secretariat"));
    }

    [Fact]
    public async Task A_link_to_set_the_first_connection_up_is_shown_once_and_kept_hashed()
    {
        await person.Run(person.SetUp);
        Assert.Equal(1, await person.Run("set-up-link", "--organization", "norland"));
        Assert.Contains("no active organization", person.Errors, StringComparison.Ordinal);
        await person.Run(Norland);
        Assert.Equal(0, await person.Run("set-up-link", "--organization", "norland"));
        var secret = SetUpLink().Match(person.Answer).Groups[1].Value;
        Assert.Equal(43, secret.Length);
        Assert.Equal(Application.Data.Ids.Hash(secret), Read("SELECT secret_hash FROM set_up_link WHERE used_at IS NULL"));
        Assert.Equal(0, await person.Run(Connection));
        Assert.Equal(1, await person.Run("set-up-link", "--organization", "norland"));
        Assert.Contains("has a connection", person.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_with_a_key_of_its_own_shows_what_the_provider_must_know_and_keeps_the_key()
    {
        await person.Run(person.SetUp);
        await person.Run(Norland);
        Assert.Equal(0, await person.Run(WithKey));
        var (set, certificate) = (KeySet().Match(person.Answer).Value, Certificate().Match(person.Answer).Value);
        using var parsed = X509Certificate2.CreateFromPem(certificate);
        var key = JsonNode.Parse(set)!["keys"]!.AsArray().Single()!;
        Assert.Equal(parsed.GetRSAPublicKey()!.ExportParameters(false).Modulus, Base64Url.DecodeFromChars(key["n"]!.ToString()));
        Assert.Contains($"until {parsed.NotAfter.ToUniversalTime():yyyy-MM-dd}", person.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", person.Answer, StringComparison.Ordinal);

        Assert.Equal(0, await person.Run([.. WithKey, "--admission", "ask"]));
        Assert.Contains(certificate, person.Answer, StringComparison.Ordinal);
        Assert.Equal(0, await person.Run([.. WithKey, "--new-key"]));
        Assert.DoesNotContain(certificate, person.Answer, StringComparison.Ordinal);
        Assert.Equal(64, await person.Run([.. WithKey, "--client-secret-file", person.File("client")]));
        Assert.Contains("the portal makes the key itself", person.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await person.Run([.. Connection, "--auth-method", "basic", "--new-key"]));
        Assert.Contains("new-key", person.Errors, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(person.File("data")))
            Assert.DoesNotContain("PRIVATE KEY", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forum_can_be_set_up_with_a_key()
    {
        string[] arguments = [.. person.SetUp[..^2], "--auth-method", "private-key-jwt"];
        Assert.Equal(0, await person.Run(arguments));
        Assert.Matches(KeySet(), person.Answer);
    }

    [Fact]
    public async Task A_suspended_organization_has_no_open_period_and_a_reactivated_one_has_a_new_one()
    {
        await person.Run(person.SetUp);
        await person.Run(Norland);
        Assert.Equal(0, await person.Run("suspend", "--organization", "norland"));
        Assert.Matches("^[0-9]+-[0-9]+$", (string)Read(Periods)!);
        Assert.Equal(1, await person.Run("suspend", "--organization", "norland"));
        Assert.Equal(0, await person.Run("reactivate", "--organization", "norland"));
        Assert.Matches("^[0-9]+-[0-9]+;[0-9]+-$", (string)Read(Periods)!);
        Assert.Equal(1, await person.Run("reactivate", "--organization", "norland"));
        Assert.Equal(1, await person.Run("suspend", "--organization", "secretariat"));
        Assert.Equal(1, await person.Run("suspend", "--organization", "norland", "--member", "nobody@norland.example"));
    }

    [Fact]
    public async Task What_is_backed_up_is_restored_and_both_are_in_the_record()
    {
        await person.Run(person.SetUp);
        Assert.Equal(0, await person.Run("backup", "--out", person.File("backup")));
        await person.Run(Norland);
        SqliteConnection.ClearAllPools();
        Assert.Equal(1, await person.Run("restore", "--from", person.File("backup")));
        Assert.Equal(0, await person.Run("restore", "--from", person.File("backup"), "--replace"));
        Assert.Equal(1L, Read("SELECT COUNT(*) FROM organization"));
        Assert.Equal(1L, Read("SELECT COUNT(*) FROM audit_entry WHERE action = 'forum.restored'"));
    }

    [Fact]
    public async Task The_sample_worlds_database_is_refused_outside_Development()
    {
        await person.Run(person.SetUp);
        Write("INSERT INTO forum_fact (name, value) VALUES ('sample-world', 'yes')");
        Assert.Equal(2, await person.Run(Norland));
        Assert.Contains("sample world", person.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_world_is_not_planted_into_a_forum()
    {
        await person.Run("", [.. person.SetUp, .. person.Development]);
        Assert.Equal(2, await person.Run("", [.. Norland, .. person.Development.Where(argument => !argument.StartsWith("--Sample", StringComparison.Ordinal)), "--Sample:Enabled=true"]));
        Assert.Contains("Sample:Enabled", person.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_than_the_one_that_encrypted_what_is_stored_is_refused()
    {
        await person.Run(person.SetUp);
        person.Secret("key", Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray()));
        Assert.Equal(2, await person.Run(Norland));
        Assert.StartsWith("Forum Portal does not start. Keys:EncryptionKeyFile", person.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_shows_what_is_set_and_changes_only_what_is_named()
    {
        await person.Run(person.SetUp);
        await person.Run(Norland);
        Assert.Equal(0, await person.Run([.. Connection, "--acr-values", "strong", "--admission", "ask", "--role-claim", "groups", "--map", "desk=liaison"]));
        Assert.Contains("Nobody can sign in yet", person.Answer, StringComparison.Ordinal);
        Assert.Equal(0, await person.Run(["connection", "--organization", "norland"]));
        foreach (var set in new[] { "https://id.norland.example  (people are led to it)", "client id     forum", "auth method   basic", "admission     ask", "acr values    strong", "role claim    groups", "desk = liaison" })
            Assert.Contains(set, person.Answer, StringComparison.Ordinal);
        var secret = Read("SELECT client_credential FROM connection WHERE issuer = 'https://id.norland.example'");
        Assert.Equal(0, await person.Run(["connection", "--organization", "norland", "--client-id", "other"]));
        Assert.Equal(("other", "strong", "groups", secret), (Read("SELECT client_id FROM connection WHERE issuer = 'https://id.norland.example'"), Read("SELECT acr_values FROM connection WHERE issuer = 'https://id.norland.example'"), Read("SELECT role_claim FROM connection WHERE issuer = 'https://id.norland.example'"), Read("SELECT client_credential FROM connection WHERE issuer = 'https://id.norland.example'")));
        Assert.Equal(1, await person.Run(["connection", "--organization", "nowhere"]));
    }

    [Fact]
    public async Task Nobody_is_led_to_another_issuer_unasked()
    {
        await person.Run(person.SetUp);
        await person.Run(Norland);
        await person.Run(Connection);
        string[] another = ["connection", "--organization", "norland", "--issuer", "https://new.norland.example", "--client-id", "forum", "--client-secret-file", person.File("client")];
        Assert.Equal(64, await person.Run(another));
        Assert.Contains("https://id.norland.example now", person.Errors, StringComparison.Ordinal);
        Assert.Equal(64, await person.Run("no\n", [.. another, .. person.Production], isInteractive: true));
        Assert.Equal(1L, Read("SELECT COUNT(*) FROM connection WHERE issuer LIKE '%norland%'"));
        Assert.Equal(0, await person.Run("yes\n", [.. another, .. person.Production], isInteractive: true));
        Assert.Equal(2L, Read("SELECT COUNT(*) FROM connection WHERE issuer LIKE '%norland%'"));

        // Which of the two is meant must be said.
        Assert.Equal(64, await person.Run(["connection", "--organization", "norland", "--client-id", "other"]));
    }

    [Fact]
    public async Task Why_a_sign_in_failed_is_read_by_a_command()
    {
        await person.Run(person.SetUp);
        Assert.Equal(0, await person.Run(["sign-in-failures"]));
        Assert.Contains("no failed sign-in", person.Answer, StringComparison.Ordinal);
        Write("INSERT INTO audit_entry SELECT 900, at, position, 'sign-in.failed', 'refused', '', '', 'the signature of the token is wrong', 0, member_commitment, organization_commitment, address_commitment, request_commitment, previous_hash, hash, 0 FROM audit_entry WHERE seq = 1");
        Write("INSERT INTO audit_value SELECT 900, position, salt, member_id, organization_id, address, '0HNABC:1' FROM audit_value WHERE seq = 1");
        Assert.Equal(0, await person.Run(["sign-in-failures", "--reference", "0HNABC:1"]));
        Assert.Contains("the signature of the token is wrong", person.Answer, StringComparison.Ordinal);
        Assert.Equal(0, await person.Run(["sign-in-failures", "--reference", "other"]));
        Assert.Contains("no failed sign-in under other", person.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await person.Run(person.SetUp);
        Write("INSERT INTO schema_version (version, applied_at) VALUES (999, 0)");
        Assert.Equal(2, await person.Run(Norland));
        Assert.Contains("999", person.Errors, StringComparison.Ordinal);
    }

    private const string Periods = "SELECT active_periods FROM organization WHERE handle = 'norland'";

    private static string[] Norland =>
        ["organization", "--handle", "norland", "--name", "Norland", "--sector", "government", "--sub-type", "policy", "--jurisdiction", "Norland", "--domain", "norland.example"];

    private string[] Connection =>
        ["connection", "--organization", "norland", "--issuer", "https://id.norland.example", "--client-id", "forum", "--client-secret-file", person.File("client")];

    private string[] WithKey => [.. Connection[..^2], "--auth-method", "private-key-jwt"];

    private object? Read(string sql) => Statement(sql, command => command.ExecuteScalar());

    private void Write(string sql) => Statement(sql, command => command.ExecuteNonQuery());

    private T Statement<T>(string sql, Func<SqliteCommand, T> run)
    {
        using var connection = new SqliteConnection($"Data Source={person.File("data/forum.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }

    [GeneratedRegex("https://forum.example.org/setup/([A-Za-z0-9_-]+)")]
    private static partial Regex SetUpLink();

    [GeneratedRegex("/invitation/[^/]+/([A-Za-z0-9_-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("""^\{"keys": \[$.*?^\]\}$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex KeySet();

    [GeneratedRegex("-----BEGIN CERTIFICATE-----.*-----END CERTIFICATE-----", RegexOptions.Singleline)]
    private static partial Regex Certificate();
}
