using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Requests;
using ForumPortal.Web.Items;

namespace ForumPortal.Web.Requests;

/// <summary>Below a request: its deadline and its answers.</summary>
public sealed class RequestSection(ISender sender) : IItemSection
{
    public async Task<ItemSection?> Of(ItemPage page, Caller caller) =>
        page.Kind == RequestKinds.Request ? new ItemSection("~/Requests/_Request.cshtml", await sender.Send(caller, new ReadRequest(page.Reference)), IsBeside: false) : null;
}
