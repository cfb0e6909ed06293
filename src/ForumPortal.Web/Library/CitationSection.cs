using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Library;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Items;

namespace ForumPortal.Web.Library;

/// <summary>Beside a paper: how to cite it.</summary>
public sealed class CitationSection(PortalSettings settings) : IItemSection
{
    public Task<ItemSection?> Of(ItemPage page, Caller caller)
    {
        if (page.Kind != LibraryKinds.ResearchPaper || page.Originator is not { } organization) return Task.FromResult<ItemSection?>(null);
        var authors = page.Fields.FirstOrDefault(one => one.Field == LibraryKinds.Authors)?.Value ?? "";
        var address = new Uri(settings.PublicAddress, $"/items/{page.Reference}").ToString();
        return Task.FromResult<ItemSection?>(new(
            "~/Library/_Citation.cshtml", BibTeX.Of(page.Reference, page.Title, authors, organization, page.PublishedAt, address), IsBeside: true));
    }
}
