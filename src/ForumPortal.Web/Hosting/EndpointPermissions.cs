using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Hosting;

/// <summary>Refuses to start with an endpoint that declares no permission.</summary>
public static class EndpointPermissions
{
    public static void Demand(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in routes.DataSources.SelectMany(source => source.Endpoints))
        {
            foreach (var page in endpoint.Metadata.GetOrderedMetadata<ForAttribute>()) Permissions.Declared(page.Request);
            if (endpoint.Metadata.GetMetadata<ForAttribute>() is null && endpoint.Metadata.GetMetadata<OpenToEveryoneAttribute>() is null)
                throw new InvalidOperationException($"The endpoint '{endpoint.DisplayName}' declares no permission: give it For<TRequest> or OpenToEveryone.");
        }
    }
}
