using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Items;

/// <summary>What an area shows on the page of an item of its kinds.</summary>
public interface IItemSection
{
    /// <summary>Its part of the page; null where it has none on this one.</summary>
    /// <param name="page">The item, open to the reader.</param>
    /// <param name="caller">The reader.</param>
    Task<ItemSection?> Of(ItemPage page, Caller caller);
}

/// <summary>A part of an item's page.</summary>
/// <param name="View">The path of its view.</param>
/// <param name="Model">What the view shows.</param>
/// <param name="IsBeside">Whether it stands beside the text; else below it.</param>
public sealed record ItemSection(string View, object Model, bool IsBeside);
