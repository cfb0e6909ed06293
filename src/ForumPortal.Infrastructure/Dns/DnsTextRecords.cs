using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Content;

namespace ForumPortal.Infrastructure.Dns;

/// <summary>Asks name servers for texts, over UDP and, where an answer is cut off, over TCP; in bounded time and size.</summary>
internal sealed class DnsTextRecords(DnsSettings settings, TimeProvider time) : ITextRecords
{
    private const int LongestAnswer = 16 * 1024;
    private const int Tries = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<string>?> Find(string name, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            foreach (var server in settings.Servers)
            {
                // Each time another question, with another number: what comes late belongs to none.
                var question = new TextQuestion(name);
                var (kind, texts) = await Within(patience => OverUdp(server, question, patience), cancellation);
                if (kind == AnswerKind.Truncated) (kind, texts) = await Within(patience => OverTcp(server, question, patience), cancellation);
                if (kind == AnswerKind.Answered) return texts;
            }
        }
        return null;
    }

    private async Task<(AnswerKind Kind, IReadOnlyList<string> Texts)> Within(Func<CancellationToken, Task<(AnswerKind, IReadOnlyList<string>)>> ask, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await ask(end.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (AnswerKind.Failed, []);
        }
    }

    // Connected, so that the system drops what comes from elsewhere; what does not answer the question is waited past.
    private static async Task<(AnswerKind Kind, IReadOnlyList<string> Texts)> OverUdp(IPEndPoint server, TextQuestion question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation);
        await socket.SendAsync(question.Message, cancellation);
        var buffer = new byte[LongestAnswer];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellation);
            var answer = question.Read(buffer.AsSpan(0, length));
            if (answer.Kind != AnswerKind.Foreign) return answer;
        }
    }

    private static async Task<(AnswerKind Kind, IReadOnlyList<string> Texts)> OverTcp(IPEndPoint server, TextQuestion question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        await using var stream = new NetworkStream(socket);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)question.Message.Length);
        await stream.WriteAsync((byte[])[.. length, .. question.Message], cancellation);
        await stream.ReadExactlyAsync(length, cancellation);
        var size = BinaryPrimitives.ReadUInt16BigEndian(length);
        if (size > LongestAnswer) return (AnswerKind.Failed, []);
        var buffer = new byte[size];
        await stream.ReadExactlyAsync(buffer, cancellation);
        return question.Read(buffer);
    }
}
