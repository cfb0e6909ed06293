using ForumPortal.Application.Connections;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Connections;

/// <summary>Settings of a connection in words.</summary>
public static class ConnectionWords
{
    public static string Of(ClientAuthentication authentication) => authentication switch
    {
        ClientAuthentication.Basic => "Client secret in the header (client_secret_basic)",
        ClientAuthentication.Post => "Client secret in the form (client_secret_post)",
        _ => "Key made by the portal (private_key_jwt)",
    };

    public static string Of(AdmissionPolicy admission) => admission switch
    {
        AdmissionPolicy.Everyone => "Everyone who signs in at the provider becomes a reader",
        AdmissionPolicy.AskAdministrator => "People wait until an administrator admits them",
        _ => "Only people with an invitation",
    };

    /// <summary>Roles as they stand alone, of which there may be none.</summary>
    public static string Of(Role roles) => roles == Role.None ? "None" : Words.Of(roles).Capital();

    /// <summary>What the test would have done with the person who tested.</summary>
    public static string WouldBe(TrialOutcome outcome, bool isSetUp) => (isSetUp, outcome.IsKnown, outcome.Status) switch
    {
        (true, _, _) => "They become your organization's first administrator when you use the connection.",
        (_, true, MemberStatus.Active) => "They are known here and would be signed in.",
        (_, true, MemberStatus.Waiting) => "They are known here and are waiting to be admitted.",
        (_, true, _) => "They are known here and would be refused: they are suspended or removed.",
        (_, _, MemberStatus.Active) => "This connection does not know them: they would join as a new person.",
        (_, _, MemberStatus.Waiting) => "This connection does not know them: they would wait to be admitted.",
        _ => "This connection does not know them: they would be refused without an invitation.",
    };
}
