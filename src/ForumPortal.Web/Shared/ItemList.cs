using ForumPortal.Application.Briefings;

namespace ForumPortal.Web.Shared;

/// <summary>Rows of briefings, under a heading of the level above.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Level">The level of each row's heading.</param>
public sealed record ItemList(IReadOnlyList<BriefingListRow> Rows, int Level);
