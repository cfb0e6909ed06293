using System.Net;
using System.Net.Sockets;
using System.Text;
using ForumPortal.Infrastructure.Dns;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>Text records from a real name server, and what a false one could send.</summary>
public class DnsTests
{
    private const string Name = "_forum-portal.tideway.example";

    [Fact]
    public async Task A_real_server_is_asked_for_texts_and_says_when_there_are_none()
    {
        using var server = new NameServer($"--txt-record={Name},forum-portal-verification=abc", $"--txt-record={Name},another", "--cname=_forum-portal.alias.example,_forum-portal.tideway.example", "--address=/only-address.example/192.0.2.1");
        var records = new DnsTextRecords(new DnsSettings([server.Address]), TimeProvider.System);
        Assert.Equal(["another", "forum-portal-verification=abc"], (await records.Find(Name, default))!.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await records.Find("_FORUM-portal.Tideway.example.", default))!.Count);
        Assert.Equal(2, (await records.Find("_forum-portal.alias.example", default))!.Count);
        Assert.Empty((await records.Find("_forum-portal.only-address.example", default))!);
        Assert.Empty((await records.Find("_forum-portal.nothing.example", default))!);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_for_one_packet_is_asked_for_again_over_tcp()
    {
        var texts = Enumerable.Range(0, 12).Select(number => $"{new string((char)('a' + number), 200)}").ToList();
        using var server = new NameServer([.. texts.Select(text => $"--txt-record={Name},{text}")]);
        var records = new DnsTextRecords(new DnsSettings([server.Address]), TimeProvider.System);
        Assert.Equal(texts, (await records.Find(Name, default))!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_refuses_is_no_answer_and_the_next_one_is_asked()
    {
        using var server = new NameServer($"--txt-record={Name},here");
        var silent = new IPEndPoint(IPAddress.Loopback, 9);
        Assert.Null(await new DnsTextRecords(new DnsSettings([server.Address]), TimeProvider.System).Find("elsewhere.invalid", default));
        Assert.Null(await new DnsTextRecords(new DnsSettings([silent]), TimeProvider.System).Find(Name, default));
        Assert.Null(await new DnsTextRecords(new DnsSettings([]), TimeProvider.System).Find(Name, default));
        Assert.Equal(["here"], await new DnsTextRecords(new DnsSettings([silent, server.Address]), TimeProvider.System).Find(Name, default));
    }

    [Fact]
    public async Task A_server_that_hangs_is_asked_twice_and_left_after_two_seconds_each()
    {
        var time = new TestTime();
        time.Hold();
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var asking = new DnsTextRecords(new DnsSettings([(IPEndPoint)socket.Client.LocalEndPoint!]), time).Find(Name, default);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await socket.ReceiveAsync();
            time.Pass(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
            Assert.Equal((1, false), (time.Waiting, asking.IsCompleted));
            time.Pass(TimeSpan.FromTicks(1));
        }
        Assert.Null(await asking);
        Assert.Equal(0, socket.Available);
    }

    [Fact]
    public async Task What_answers_another_question_is_waited_past()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var asking = new DnsTextRecords(new DnsSettings([(IPEndPoint)socket.Client.LocalEndPoint!]), TimeProvider.System).Find(Name, default);
        var asked = await socket.ReceiveAsync();
        var right = Answer(asked.Buffer, "right");
        foreach (var wrong in new[] { Changed(Answer(asked.Buffer, "number"), 0), Changed(Answer(asked.Buffer, "question"), 14), Changed(Answer(asked.Buffer, "no answer"), 2), Answer(asked.Buffer, "cut off")[..11] })
            await socket.SendAsync(wrong, asked.RemoteEndPoint);
        await socket.SendAsync(right, asked.RemoteEndPoint);
        Assert.Equal(["right"], await asking);
    }

    [Theory]
    [InlineData("pointer to itself"), InlineData("pointers in a circle"), InlineData("pointer forward"), InlineData("record beyond the end"), InlineData("too many records"), InlineData("server failure")]
    public void A_message_that_breaks_the_rules_is_no_answer(string how)
    {
        var question = new TextQuestion(Name);
        var end = question.Message.Length;
        byte[] record = how switch
        {
            "pointer to itself" => [0xC0, (byte)end, 0, 16, 0, 1, 0, 0, 0, 0, 0, 1, 0],
            "pointers in a circle" => [1, (byte)'a', 0xC0, (byte)end, 0, 16, 0, 1, 0, 0, 0, 0, 0, 1, 0],
            "pointer forward" => [0xC0, (byte)(end + 12), 0, 16, 0, 1, 0, 0, 0, 0, 0, 1, 0],
            "record beyond the end" => [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 200, 3, 1, 2, 3],
            _ => [],
        };
        byte[] message = [.. question.Message, .. record];
        message[2] |= 0x80;
        message[7] = how == "too many records" ? (byte)200 : (byte)1;
        if (how == "server failure") message[3] |= 2;
        Assert.Equal(AnswerKind.Failed, question.Read(message).Kind);
    }

    [Fact]
    public void Whatever_comes_is_read_without_a_fault()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var question = new TextQuestion(Name);
            var message = Answer(question.Message, "text");
            message[2] |= 0x80;
            for (var change = random.Next(6); change >= 0; change--) message[random.Next(2, message.Length)] = (byte)random.Next(256);
            question.Read(message.AsSpan(0, random.Next(message.Length + 1)));
        }
    }

    [Fact]
    public void The_text_of_another_name_is_not_this_names()
    {
        var question = new TextQuestion("a.example");
        var message = Answer(question.Message, "theirs");
        Assert.Equal(["theirs"], question.Read(message).Texts);

        // The owner now is the end of the name that was asked for.
        message[question.Message.Length + 1] += 2;
        Assert.Empty(question.Read(message).Texts);
    }

    [Fact]
    public void A_text_in_pieces_is_one_text_and_numbers_differ()
    {
        var question = new TextQuestion(Name);
        var message = Answer(question.Message, "abc", "def");
        Assert.Equal(["abcdef"], question.Read(message).Texts);
        Assert.True(Enumerable.Range(0, 50).Select(_ => BitConverter.ToUInt16(new TextQuestion(Name).Message)).Distinct().Count() > 40);
    }

    [Theory]
    [InlineData(""), InlineData("a..b"), InlineData("ü.example"), InlineData("1234567890123456789012345678901234567890123456789012345678901234.example")]
    public void A_name_that_cannot_be_asked_for_is_refused(string name) => Assert.Throws<ArgumentException>(() => new TextQuestion(name));

    [Fact]
    public void The_server_is_set_or_the_machines_own()
    {
        Assert.Equal("192.0.2.53:53", Assert.Single(Set("192.0.2.53").Servers).ToString());
        Assert.Equal("127.0.0.1:5353", Assert.Single(Set("127.0.0.1:5353").Servers).ToString());
        Assert.Equal("[2001:db8::53]:53", Assert.Single(Set("2001:db8::53").Servers).ToString());
        Assert.Equal("Dns:Server", Assert.Throws<InvalidSettingException>(() => Set("dns.example")).Setting);
        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:53"], DnsSettings.Machine(["# nameserver 192.0.2.9", "search example", "nameserver 192.0.2.1", "nameserver\t2001:db8::1", "nameserver nonsense"]).Select(one => one.ToString()));
    }

    private static DnsSettings Set(string server) => DnsSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Dns:Server", server)]).Build());

    private static byte[] Answer(byte[] question, params string[] pieces)
    {
        byte[] data = [.. pieces.SelectMany(piece => (byte[])[(byte)piece.Length, .. Encoding.ASCII.GetBytes(piece)])];
        byte[] message = [.. question, 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, (byte)data.Length, .. data];
        message[2] |= 0x80;
        message[7] = 1;
        return message;
    }

    private static byte[] Changed(byte[] message, int at)
    {
        message[at] ^= 0x80;
        return message;
    }
}
