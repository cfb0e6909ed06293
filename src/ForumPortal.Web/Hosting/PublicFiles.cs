using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Hosting;

/// <summary>Styles, scripts and pictures: the same for everybody, so no session is looked up for them.</summary>
internal static class PublicFiles
{
    /// <summary>Answers them. To be placed before anything that asks who sends the request.</summary>
    public static void UsePublicFiles(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is { RequestDelegate: { } answer, Metadata: var metadata } && metadata.GetMetadata<Mark>() is not null ? answer(context) : next(context));

    public static void MapPublicFiles(this WebApplication app)
    {
        app.MapStaticAssets().Add(Open);
        var styles = app.Services.GetRequiredService<StyleSheet>();
        app.MapGet(styles.Address, styles.Answer).Add(Open);
    }

    private static void Open(EndpointBuilder endpoint)
    {
        endpoint.Metadata.Add(new OpenToEveryoneAttribute("Styles, scripts and pictures."));
        endpoint.Metadata.Add(new Mark());
    }

    /// <summary>What an endpoint carries that answers with such a file.</summary>
    private sealed record Mark;
}
