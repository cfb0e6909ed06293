using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Application.Data;

/// <summary>Makes ids and references.</summary>
public static class Ids
{
    private const int CounterBits = 20;
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int counter = RandomNumberGenerator.GetInt32(1 << CounterBits);

    /// <summary>A new time-ordered 64-bit id. It never leaves the server.</summary>
    public static long Next(DateTimeOffset now) =>
        At(now) | (uint)(Interlocked.Increment(ref counter) & ((1 << CounterBits) - 1));

    /// <summary>The least id of that millisecond.</summary>
    public static long At(DateTimeOffset moment) => (long)(moment - Epoch).TotalMilliseconds << CounterBits;

    /// <summary>A place in lists at that moment; among those of one millisecond the order is random.</summary>
    public static long Position(DateTimeOffset moment) => At(moment) | (uint)RandomNumberGenerator.GetInt32(1 << CounterBits);

    /// <summary>The beginning of the hour.</summary>
    public static DateTimeOffset Hour(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>A new random reference of 128 bits, 22 characters, fit for an address: what names a thing outside.</summary>
    public static string Reference() => Base64Url(RandomNumberGenerator.GetBytes(16));

    /// <summary>A new secret of 256 bits, 43 characters, fit for a cookie or a link.</summary>
    public static string Secret() => Base64Url(RandomNumberGenerator.GetBytes(32));

    /// <summary>The SHA-256 of a secret: what is kept of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The SHA-256 of the parts, each behind its length, so that no two lists of parts give the same.</summary>
    public static byte[] Hash(IReadOnlyCollection<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
