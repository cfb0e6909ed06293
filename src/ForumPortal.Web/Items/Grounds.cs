using ForumPortal.Domain.Audiences;

namespace ForumPortal.Web.Items;

/// <summary>Why somebody can read an item, for its originator.</summary>
public static class Grounds
{
    public static string Of(ReadingGround ground) => ground switch
    {
        ReadingGround.Author => "Author",
        ReadingGround.Originator => "Publishes for you",
        ReadingGround.NamedMember => "Named",
        ReadingGround.Group => "In the group",
        ReadingGround.Office => "Holds an office",
        ReadingGround.Organization => "Organization named",
        ReadingGround.Sector => "Sector granted",
        ReadingGround.Community => "Community",
        _ => "Public",
    };
}
