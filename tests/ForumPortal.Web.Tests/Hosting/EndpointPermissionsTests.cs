using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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
}
