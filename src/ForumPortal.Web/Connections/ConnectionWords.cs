using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Connections;

/// <summary>Settings of a connection in words.</summary>
public static class ConnectionWords
{
    public static string Of(ClientAuthentication authentication) => authentication switch
    {
        ClientAuthentication.Basic => "Client secret in the header (client_secret_basic)",
        ClientAuthentication.Post => "Client secret in the form (client_secret_post)",
        _ => "Key that the portal makes (private_key_jwt)",
    };

    public static string Of(AdmissionPolicy admission) => admission switch
    {
        AdmissionPolicy.Everyone => "Everyone whom the provider vouches for becomes a reader",
        AdmissionPolicy.AskAdministrator => "They wait until an administrator admits them",
        _ => "Only people with an invitation",
    };

    /// <summary>Roles, of which there may be none.</summary>
    public static string Of(Role roles) => roles == Role.None ? "none" : Words.Of(roles);

    /// <summary>What the test would have done with the person who tested.</summary>
    public static string WouldBe(TrialOutcome outcome, bool isSetUp) => (isSetUp, outcome.IsKnown, outcome.Status) switch
    {
        (true, _, _) => "They become your organization's first administrator when you use the connection.",
        (_, true, MemberStatus.Active) => "They are known here and would be signed in.",
        (_, true, MemberStatus.Waiting) => "They are known here and wait to be admitted.",
        (_, true, _) => "They are known here and would be refused: they are suspended or removed.",
        (_, _, MemberStatus.Active) => "They are not known by this connection and would join as somebody new.",
        (_, _, MemberStatus.Waiting) => "They are not known by this connection and would wait to be admitted.",
        _ => "They are not known by this connection and would be refused without an invitation.",
    };
}
