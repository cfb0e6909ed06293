namespace ForumPortal.Web.Shared;

/// <summary>Where whoever was refused can go on.</summary>
public static class Back
{
    /// <summary>The page itself, or the page whose form was sent: an address of this portal in any case.</summary>
    public static string To(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : From(request);

    /// <summary>The page of this portal that led here, so that pages need not name their own address; else the first.</summary>
    public static string From(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/";
}
