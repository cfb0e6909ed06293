namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Everybody who asks, one of each sort; null for nobody who is signed in.</summary>
internal static class Personas
{
    public static IReadOnlyList<string?> All { get; } =
    [
        null, "representative@meridian.example", "reader@meridian.example", "administrator@lumen.example", "reader@lumen.example", "liaison@norland.example", "reader@norland.example",
        "liaison@vestia.example", "reader@vestia.example", "representative@openrights.example", "reader@openrights.example", "reader@safeweb.example", "officer@secretariat.example",
        "representative@secretariat.example", "auditor@secretariat.example", "administrator@vestia.example",
    ];
}
