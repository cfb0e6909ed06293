using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Pipeline;

/// <summary>Where a page begins, sealed: a position is internal and tells of the time.</summary>
internal sealed class Cursor(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("list.cursor");

    /// <summary>A cursor that only this list opens: a position in one list must not measure another.</summary>
    public Cursor For(string list) => new(protection.CreateProtector(list));

    public string? Write(long? position) =>
        position is { } at ? protector.Protect(at.ToString(CultureInfo.InvariantCulture)) : null;

    public long? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return long.Parse(protector.Unprotect(text), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            // Cut off or made up: begin at the newest.
            return null;
        }
    }
}
