using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Web.Hosting;

/// <summary>Tells those who watch over the program whether it lives and whether it can work, and nothing else.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => Results.Text("alive"))
            .WithMetadata(new OpenToEveryoneAttribute("It says only that the program runs."))
            .ShortCircuit();
        routes.MapGet("/healthz/ready", Ready)
            .WithMetadata(new OpenToEveryoneAttribute("It says only whether the program can work, in one word."))
            .ShortCircuit();
    }

    private static async Task<IResult> Ready(Database database, ILoggerFactory logs, CancellationToken aborted)
    {
        try
        {
            return await Migrations.Current(database, aborted).WaitAsync(Patience, aborted) == Migrations.Newest ? Results.Text("ready") : NotReady;
        }
        catch (Exception exception) when (!aborted.IsCancellationRequested)
        {
            logs.CreateLogger("ForumPortal.Health").LogWarning(exception, "The database cannot be reached.");
            return NotReady;
        }
    }

    private static IResult NotReady => Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
}
