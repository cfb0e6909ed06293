using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Web.Items;

/// <summary>Answers a reader's "why can I read this" without telling of anybody else.</summary>
public static class WhyText
{
    public static string Of(ReadingGround ground, Caller caller) => ground switch
    {
        ReadingGround.Author => "You wrote it.",
        ReadingGround.Originator => $"{caller.OrganizationName} published it, and you publish for {caller.OrganizationName}.",
        ReadingGround.NamedMember => "You are named in its audience.",
        ReadingGround.Group => "It is released to a working group that you are in.",
        ReadingGround.Office => "It is released to the holders of an office that you hold.",
        ReadingGround.Organization => $"It is released to {caller.OrganizationName}.",
        ReadingGround.Sector => $"It is released to {Words.Of(caller.Reader.Sector)}, and {caller.OrganizationName} belongs to them.",
        ReadingGround.Community => "It is released to everyone in the community.",
        _ => "It is open to everyone.",
    };
}
