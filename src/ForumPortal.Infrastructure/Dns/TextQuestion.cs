using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Infrastructure.Dns;

/// <summary>What became of a question.</summary>
internal enum AnswerKind
{
    /// <summary>Not an answer to this question: somebody else's, or no message at all.</summary>
    Foreign = 0,

    /// <summary>An answer, with texts or without.</summary>
    Answered,

    /// <summary>The answer was cut off; to be asked again over TCP.</summary>
    Truncated,

    /// <summary>The server would or could not say.</summary>
    Failed,
}

/// <summary>One question for the texts at a name (RFC 1035), and the reading of what comes back.</summary>
internal sealed class TextQuestion
{
    private const int HeaderLength = 12;
    private const int LongestName = 255;
    private const int MostRecords = 100;
    private const int MostAliases = 8;
    private const ushort TypeText = 16;
    private const ushort TypeAlias = 5;
    private const ushort ClassInternet = 1;

    private readonly ushort id = BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2));
    private readonly string name;

    /// <exception cref="ArgumentException">The name cannot be asked for.</exception>
    public TextQuestion(string name)
    {
        this.name = name.TrimEnd('.').ToLowerInvariant();
        Message = Write();
    }

    /// <summary>What is sent.</summary>
    public byte[] Message { get; }

    /// <summary>Reads what came back; a message that breaks the rules anywhere is no answer.</summary>
    public (AnswerKind Kind, IReadOnlyList<string> Texts) Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != id) return (AnswerKind.Foreign, []);
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var isAnswer = (flags & 0x8000) != 0 && (flags & 0x7800) == 0;
        var at = HeaderLength;
        if (!isAnswer || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1 || !ReadsQuestion(message, ref at)) return (AnswerKind.Foreign, []);
        if ((flags & 0x0200) != 0) return (AnswerKind.Truncated, []);
        return (flags & 0x000F) switch
        {
            0 => Records(message, at),
            3 => (AnswerKind.Answered, []),
            _ => (AnswerKind.Failed, []),
        };
    }

    private byte[] Write()
    {
        var labels = name.Split('.');
        if (name.Length + 2 > LongestName || labels.Any(label => label.Length is 0 or > 63 || !Ascii.IsValid(label))) throw new ArgumentException("This is no name that can be asked for.", nameof(name));
        using var message = new MemoryStream();
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteUInt16BigEndian(header, id);
        // Recursion is wanted; there is one question.
        header[2] = 1;
        header[5] = 1;
        message.Write(header);
        foreach (var label in labels)
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label));
        }
        message.Write([0, 0, (byte)TypeText, 0, (byte)ClassInternet]);
        return message.ToArray();
    }

    private bool ReadsQuestion(ReadOnlySpan<byte> message, ref int at)
    {
        if (Name(message, ref at) != name || at + 4 > message.Length) return false;
        var same = BinaryPrimitives.ReadUInt16BigEndian(message[at..]) == TypeText && BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == ClassInternet;
        at += 4;
        return same;
    }

    private (AnswerKind Kind, IReadOnlyList<string> Texts) Records(ReadOnlySpan<byte> message, int at)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        if (count > MostRecords) return (AnswerKind.Failed, []);
        var texts = new List<(string Name, string Text)>();
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var record = 0; record < count; record++)
        {
            if (Name(message, ref at) is not { } owner || at + 10 > message.Length) return (AnswerKind.Failed, []);
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var isInternet = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == ClassInternet;
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length) return (AnswerKind.Failed, []);
            var alias = at;
            if (type == TypeText && isInternet && Text(message.Slice(at, length)) is { } text) texts.Add((owner, text));
            if (type == TypeAlias && isInternet && Name(message, ref alias) is { } target && alias == at + length) aliases[owner] = target;
            at += length;
        }
        var asked = name;
        for (var step = 0; step < MostAliases && aliases.TryGetValue(asked, out var next); step++) asked = next;
        return (AnswerKind.Answered, [.. texts.Where(one => one.Name == asked).Select(one => one.Text)]);
    }

    // A text comes in pieces of at most 255 bytes, each behind its length.
    private static string? Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length;)
        {
            var length = data[at++];
            if (at + length > data.Length) return null;
            text.Append(Encoding.Latin1.GetString(data.Slice(at, length)));
            at += length;
        }
        return text.ToString();
    }

    // Every pointer leads further to the front than the one before, so that none leads in a circle.
    private static string? Name(ReadOnlySpan<byte> message, ref int at)
    {
        var labels = new List<string>();
        var place = at;
        var front = at;
        var total = 0;
        var jumped = false;
        while (place < message.Length)
        {
            var length = message[place];
            if (length == 0)
            {
                if (!jumped) at = place + 1;
                return string.Join('.', labels);
            }
            if ((length & 0xC0) == 0xC0)
            {
                if (place + 1 >= message.Length) return null;
                var target = ((length & 0x3F) << 8) | message[place + 1];
                if (target >= front) return null;
                if (!jumped) at = place + 2;
                (place, front, jumped) = (target, target, true);
                continue;
            }
            total += length + 1;
            if ((length & 0xC0) != 0 || place + 1 + length > message.Length || total > LongestName) return null;
            var label = Encoding.Latin1.GetString(message.Slice(place + 1, length)).ToLowerInvariant();
            if (label.Contains('.', StringComparison.Ordinal)) return null;
            labels.Add(label);
            place += 1 + length;
        }
        return null;
    }
}
