using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Where a page begins, sealed: a position is internal and tells of the time. It opens in its own list, for its own reader, under the same filter, and nowhere else.</summary>
internal sealed class Cursor(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("list.cursor");

    /// <summary>A cursor that only this list opens: a position in one list must not measure another.</summary>
    public Cursor For(string list) => new(protection.CreateProtector(list));

    /// <summary>Seals where the next page begins, by the last row that was shown; null at the end.</summary>
    /// <param name="work">The work at hand: whose list it is.</param>
    /// <param name="request">The request, whose filter the next page keeps to.</param>
    /// <param name="after">Where the page that was asked for began.</param>
    /// <param name="position">The place of the last row.</param>
    public string? Write(Work work, object request, string? after, long? position) =>
        position is { } at ? protector.Protect($"{at.ToString(CultureInfo.InvariantCulture)} {Bound(work, request, after)}") : null;

    /// <summary>Opens it; null where there is none, or where it was made for another reader, list or filter, or by nobody: then the list begins at its beginning.</summary>
    public long? Read(Work work, object request, string? after)
    {
        if (string.IsNullOrEmpty(after)) return null;
        try
        {
            var parts = protector.Unprotect(after).Split(' ', 2);
            return parts[1] == Bound(work, request, after) ? long.Parse(parts[0], CultureInfo.InvariantCulture) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // A request writes itself with all that it asks for; where the page begins is not part of that.
    private static string Bound(Work work, object request, string? after)
    {
        var asked = request.ToString() ?? "";
        return Convert.ToHexString(Data.Ids.Hash($"{work.Caller.Reader.MemberId} {(string.IsNullOrEmpty(after) ? asked : asked.Replace(after, "", StringComparison.Ordinal))}"))[..16];
    }
}
