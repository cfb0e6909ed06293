using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Hosting;

/// <summary>Answers every address that leads nowhere, through the same pipeline as what is not visible.</summary>
public sealed class MissingController(ISender sender) : PortalController(sender)
{
    [OpenToEveryone("There is nothing.")]
    public async Task<IActionResult> Index() => Ok(await Send(new FindNothing()));
}
