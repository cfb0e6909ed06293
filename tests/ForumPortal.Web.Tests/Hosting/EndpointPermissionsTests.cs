using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Tests.Hosting;

public sealed class EndpointPermissionsTests
{
    [Fact]
    public async Task An_endpoint_without_a_permission_keeps_the_portal_from_starting()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/open", () => Results.Ok()).WithMetadata(new OpenToEveryoneAttribute("a test"));
        EndpointPermissions.Demand(app);

        app.MapGet("/forgotten", () => Results.Ok());
        var refusal = Assert.Throws<InvalidOperationException>(() => EndpointPermissions.Demand(app));
        Assert.Contains("/forgotten", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_request_declares_no_permission_keeps_it_from_starting()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/page", () => Results.Ok()).WithMetadata(new ForAttribute<Undeclared>());
        Assert.Contains(nameof(Undeclared), Assert.Throws<InvalidOperationException>(() => EndpointPermissions.Demand(app)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_portal_itself_is_not_put_together_with_an_action_that_was_forgotten()
    {
        // Under the tests' name their controllers are the program's.
        var name = GetType().Assembly.GetName().Name;
        string Assets(string? program) => Path.Combine(AppContext.BaseDirectory, $"{program}.staticwebassets.endpoints.json");
        File.Copy(Assets("ForumPortal.Web"), Assets(name), overwrite: true);
        var refusal = Assert.Throws<InvalidOperationException>(() => PortalHost.Build(["--environment=Development", "--Portal:PublicAddress=http://localhost:5980", $"--applicationName={name}"]));
        Assert.Contains(nameof(ForgottenController), refusal.Message, StringComparison.Ordinal);
    }

    public sealed record Undeclared;
}

/// <summary>Says nothing of who may ask for it.</summary>
public sealed class ForgottenController : Controller
{
    [HttpGet("/forgotten")]
    public IActionResult Index() => Ok();
}
