using ForumPortal.Application.Items;

namespace ForumPortal.Web.Shared;

/// <summary>Rows of items, under a heading of the level above.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Level">The level of each row's heading.</param>
public sealed record ItemRows(IReadOnlyList<ItemListRow> Rows, int Level);
