using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Briefings;

/// <summary>Where a page begins, sealed: a position is internal and tells of the time.</summary>
internal sealed class Cursor(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("list.cursor");

    public string? Write(long? position) =>
        position is { } at ? protector.Protect(at.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;

    public long? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return long.Parse(protector.Unprotect(text), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Cut off or made up: begin at the newest.
            return null;
        }
    }
}
