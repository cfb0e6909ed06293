using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Hosting;

/// <summary>What went wrong without anybody's refusing: says nothing of why, and how to name it.</summary>
public sealed class ProblemController : Controller
{
    [Route("/problem")]
    [IgnoreAntiforgeryToken]
    [OpenToEveryone("It says only that something went wrong.")]
    public IActionResult Index()
    {
        Response.StatusCode = StatusCodes.Status500InternalServerError;
        return View("~/Shared/Problem.cshtml");
    }
}
