namespace ForumPortal.Web.Shared;

/// <summary>Where whoever was refused can go on.</summary>
public static class Back
{
    /// <summary>The page itself, or the page whose form was sent: an address of this portal in any case.</summary>
    public static string To(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method)) return request.Path + request.QueryString;
        return Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/";
    }
}
