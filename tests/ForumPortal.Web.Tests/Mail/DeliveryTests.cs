using System.Globalization;
using Dapper;
using ForumPortal.Application.Mail;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Mail;
using ForumPortal.Testing;
using ForumPortal.Web.Tests.Faults;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Web.Tests.Mail;

/// <summary>Mail on its way to a real mail server: under TLS and a checked certificate, at least once, under one Message-ID.</summary>
public sealed class DeliveryTests : IDisposable
{
    private readonly DirectoryInfo directory = System.IO.Directory.CreateTempSubdirectory("forum-portal-mail-");
    private readonly int port = Portal.FreePort();

    private static OutgoingMail Mail(string to = "reader@norland.example") =>
        new("REFERENCE", to, "[TLP:AMBER] Forum Portal: a sentence", "TLP:AMBER\nA sentence.\n.\nEnd\n", new Uri("https://forum.example.org/unsubscribe/x"));

    [Fact]
    public async Task A_portal_killed_between_sending_and_keeping_that_sends_the_same_message_again()
    {
        var address = new Uri($"http://localhost:{Portal.FreePort()}");
        var certificate = MailPeer.WriteCertificate(directory.FullName);
        (string, string)[] settings =
        [
            ("SSL_CERT_FILE", certificate), ("FORUMPORTAL_Mail__Host", "localhost"), ("FORUMPORTAL_Mail__Port", port.ToString(CultureInfo.InvariantCulture)), ("FORUMPORTAL_Mail__From", "Forum Portal <noreply@forum.example.org>"),
        ];
        var (sample, _) = await Portal.World.Copy(TestDatabases.Sqlite);
        await using var data = sample;
        string first;
        await using (var slow = await MailPeer.Start(port, directory.FullName, ("ANSWER_AFTER", "600000")))
        {
            await using var portal = await PortalProcess.Start(address, data.Settings.DataDirectory, settings);
            first = (await slow.Wait(1))[0].MessageId;
            await portal.Kill();
        }
        using (var database = Databases.Open(data.Settings))
        {
            // As if the lease were over.
            await using var transaction = await database.Write(default);
            await transaction.Connection.ExecuteAsync("UPDATE delivery SET due_at = 0 WHERE status = 1", transaction: transaction.Transaction);
            await transaction.Commit(default);
        }
        await using var peer = await MailPeer.Start(port, directory.FullName);
        await using var again = await PortalProcess.Start(address, data.Settings.DataDirectory, settings);
        var letters = await peer.Wait(5);
        Assert.Single(letters, one => one.MessageId == first);
        Assert.All(letters, one => Assert.True(one.Secure));

        // A mail program ends it with one click, without a cookie and without a page.
        var link = letters[0].Text.Split("List-Unsubscribe:")[1].Split('<')[1].Split('>')[0];
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", letters[0].Text, StringComparison.Ordinal);
        using var program = new Browser(address, null);
        Assert.Contains("Send no more mail", (await program.Get(link)).Body, StringComparison.Ordinal);
        Assert.Contains("There is no more mail", (await program.PostPlainly(new Uri(link).AbsolutePath, ("List-Unsubscribe", "One-Click"))).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Send no more mail", (await program.Get(link)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_and_a_server_without_STARTTLS_get_nothing()
    {
        MailPeer.WriteCertificate(directory.FullName);
        await using (var peer = await MailPeer.Start(port, directory.FullName))
        {
            Assert.Equal(Trouble("Its certificate is not trusted."), await SendAlone(Mail()));
            Assert.Empty(peer.Letters);
        }
        await using (var peer = await MailPeer.Start(port, directory.FullName, ("NO_STARTTLS", "1")))
        {
            Assert.Equal(Trouble("It offers no STARTTLS."), await SendAlone(Mail()));
            Assert.Equal(Trouble("It speaks no TLS on this port."), await SendAlone(Mail(), ("Mail:Security", "Tls")));
            Assert.Empty(peer.Letters);
        }
        await using (var peer = await MailPeer.Start(port, directory.FullName, ("TLS", "1")))
        {
            Assert.Equal(Trouble("Its certificate is not trusted."), await SendAlone(Mail(), ("Mail:Security", "Tls")));
            Assert.Empty(peer.Letters);
        }
        Assert.Equal(Trouble("It cannot be reached."), await SendAlone(Mail()));
    }

    [Fact]
    public async Task Under_TLS_from_the_first_byte_the_portal_signs_in_and_sends_several_mails_over_one_connection()
    {
        var certificate = MailPeer.WriteCertificate(directory.FullName);
        var password = Path.Combine(directory.FullName, "password");
        await File.WriteAllTextAsync(password, "pässword\n");
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var peer = await MailPeer.Start(port, directory.FullName, ("TLS", "1"), ("USER_NAME", "forum"), ("PASSWORD", "pässword"));
        var (sample, _) = await Portal.World.Copy(TestDatabases.Sqlite);
        await using var data = sample;
        await using var portal = await PortalProcess.Start(
            new Uri($"http://localhost:{Portal.FreePort()}"),
            data.Settings.DataDirectory,
            ("SSL_CERT_FILE", certificate),
            ("FORUMPORTAL_Mail__Host", "localhost"),
            ("FORUMPORTAL_Mail__Port", $"{port}"),
            ("FORUMPORTAL_Mail__Security", "Tls"),
            ("FORUMPORTAL_Mail__From", "noreply@forum.example.org"),
            ("FORUMPORTAL_Mail__User", "forum"),
            ("FORUMPORTAL_Mail__PasswordFile", password));
        var letters = await peer.Wait(5);
        Assert.All(letters, one => Assert.True(one is { Secure: true, User: "forum" }));
        // The sample world's mails fall due in one round or two.
        Assert.InRange(letters.Select(one => one.Connection).Distinct().Count(), 1, letters.Count - 1);
    }

    [Fact]
    public async Task A_refused_mailbox_keeps_the_connection_and_one_that_the_server_closes_is_made_anew()
    {
        MailPeer.WriteCertificate(directory.FullName);
        await using var peer = await MailPeer.Start(port, directory.FullName, ("MOST_FOR_CONNECTION", "2"));
        await using (var connection = Server(("Mail:Security", "None")).Open())
        {
            Assert.Equal(MailOutcome.Taken, (await connection.Send(Mail(), default)).Outcome);
            Assert.Equal(MailOutcome.MailboxRefused, (await connection.Send(Mail("refused@norland.example"), default)).Outcome);
            Assert.Equal(new MailAnswer(MailOutcome.MailboxRefusedForNow, "The mail server did not take this message (554)."), await connection.Send(Mail("content@norland.example"), default));
            Assert.Equal(MailOutcome.Taken, (await connection.Send(Mail(), default)).Outcome);
            Assert.Equal(MailOutcome.Taken, (await connection.Send(Mail(), default)).Outcome);
        }
        Assert.Equal(2, (await peer.Wait(3)).Select(one => one.Connection).Distinct().Count());
        Assert.Equal(peer.Letters[0].Connection, peer.Letters[1].Connection);
    }

    [Fact]
    public async Task An_address_with_letters_of_any_script_is_written_to_where_the_server_takes_them()
    {
        MailPeer.WriteCertificate(directory.FullName);
        await using (var peer = await MailPeer.Start(port, directory.FullName))
        {
            Assert.Equal(MailOutcome.Taken, (await SendAlone(Mail("jörg@norland.example"), ("Mail:Security", "None"))).Outcome);
            Assert.Equal("jörg@norland.example", (await peer.Wait(1))[0].To.Single());
        }
        await using (var peer = await MailPeer.Start(port, directory.FullName, ("NO_SMTPUTF8", "1")))
        {
            Assert.Equal(MailOutcome.MailboxRefused, (await SendAlone(Mail("jörg@norland.example"), ("Mail:Security", "None"))).Outcome);
            Assert.Empty(peer.Letters);
        }
    }

    [Fact]
    public async Task A_mailbox_is_told_from_the_server_and_now_from_for_good_and_no_answer_repeats_an_address()
    {
        MailPeer.WriteCertificate(directory.FullName);
        await using var peer = await MailPeer.Start(port, directory.FullName);
        await using var connection = Server(("Mail:Security", "None")).Open();
        Assert.Equal(new MailAnswer(MailOutcome.MailboxRefused, "The mailbox was refused for good (550)."), await connection.Send(Mail("refused@norland.example"), default));
        Assert.Equal(new MailAnswer(MailOutcome.MailboxRefusedForNow, "The mailbox was refused for now (450)."), await connection.Send(Mail("later@norland.example"), default));
        Assert.Equal(MailOutcome.MailboxRefused, (await connection.Send(Mail("no address"), default)).Outcome);
        Assert.Equal(MailOutcome.Taken, (await connection.Send(Mail(), default)).Outcome);
        var text = (await peer.Wait(1))[0].Text;
        Assert.Contains("Message-ID: <REFERENCE@forum.example.org>\r\n", text, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("\r\nDate: .* \\+0000\r\n", text);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Subject: [TLP:AMBER] Forum Portal: a sentence\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nTLP:AMBER\r\nA sentence.\r\n.\r\nEnd\r\n", text, StringComparison.Ordinal);
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static MailAnswer Trouble(string words) => new(MailOutcome.ServerTrouble, words);

    private async Task<MailAnswer> SendAlone(OutgoingMail mail, params (string Name, string Value)[] settings)
    {
        await using var connection = Server(settings).Open();
        return await connection.Send(mail, default);
    }

    private IMailServer Server(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Host"] = "localhost", ["Mail:Port"] = $"{port}", ["Mail:From"] = "noreply@forum.example.org", ["Portal:PublicAddress"] = "https://forum.example.org",
        }.Concat(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))).Build();
        return MailServers.Open(configuration, directory.FullName, isDevelopment: true);
    }
}
