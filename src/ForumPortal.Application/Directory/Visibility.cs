using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Whom the directory shows to the caller, as conditions in SQL.</summary>
internal static class Visibility
{
    /// <summary>That it shows an organization <c>o</c>; it names the caller's own organization as <c>@ownOrganization</c>.</summary>
    public static readonly string OfOrganization = $"(o.status = {OrganizationStatus.Active:d} AND (o.listed = 1 OR o.id = @ownOrganization))";

    /// <summary>
    /// That it shows a person <c>m</c> of a visible organization <c>o</c>; it names the caller's own organization and self as <c>@ownOrganization</c>
    /// and <c>@ownMember</c>. A group that hides its members shows nobody by being shared.
    /// </summary>
    public static readonly string OfPerson = $"""
        (m.status = {MemberStatus.Active:d} AND (o.people_listing = {PeopleListing.All:d} OR o.id = @ownOrganization OR (o.people_listing = {PeopleListing.SharedGroups:d} AND EXISTS (
          SELECT 1 FROM group_member theirs JOIN working_group g ON g.id = theirs.group_id JOIN group_member mine ON mine.group_id = theirs.group_id
          WHERE theirs.member_id = m.id AND theirs.left_at IS NULL AND g.is_hidden = 0 AND mine.member_id = @ownMember AND mine.left_at IS NULL))))
        """;
}
