using System.Globalization;
using System.Text;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Record;

/// <summary>Checkpoints, to look at and to keep.</summary>
public sealed class CheckpointsController(ISender sender) : PortalController(sender)
{
    private const string Moment = "yyyyMMdd'T'HHmmssfff'Z'";

    [HttpGet("/record/checkpoints")]
    [For<ListCheckpoints>]
    public async Task<IActionResult> Index(string? after) => View("~/Record/Checkpoints.cshtml", new CheckpointsView(await Send(new ListCheckpoints(after)), after));

    [HttpPost("/record/checkpoints")]
    [For<SignCheckpoint>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Sign()
    {
        await Send(new SignCheckpoint());
        TempData["Done"] = "Checkpoint signed. Download it, and store it outside this portal.";
        return Redirect("/record/checkpoints");
    }

    [HttpGet("/record/checkpoints/{moment}.json")]
    [For<ReadCheckpoint>]
    public async Task<IActionResult> Download(string moment)
    {
        // What is no moment asks for one that is not there: the same answer.
        var at = DateTimeOffset.TryParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) && parsed.Year is >= 2000 and < 2200 ? parsed : DateTimeOffset.UnixEpoch;
        var checkpoint = await Send(new ReadCheckpoint(at));
        return File(Encoding.UTF8.GetBytes(checkpoint.Write()), "application/json", $"checkpoint-{moment}.json");
    }

    [HttpGet("/record/checkpoints/public-key.pem")]
    [For<ReadCheckpointKey>]
    public async Task<IActionResult> PublicKey() => File(Encoding.UTF8.GetBytes(await Send(new ReadCheckpointKey())), "application/x-pem-file", "checkpoint-public-key.pem");

    /// <summary>Where a checkpoint is downloaded.</summary>
    public static string AddressOf(Checkpoint checkpoint) => $"/record/checkpoints/{checkpoint.At.ToString(Moment, CultureInfo.InvariantCulture)}.json";
}

/// <summary>The page of checkpoints.</summary>
/// <param name="List">A page of checkpoints.</param>
/// <param name="After">Where the page begins.</param>
public sealed record CheckpointsView(CheckpointList List, string? After);
