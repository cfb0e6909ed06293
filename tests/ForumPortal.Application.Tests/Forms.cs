using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using MediatR;

namespace ForumPortal.Application.Tests;

/// <summary>Items as tests type them.</summary>
internal static class Forms
{
    public static ItemForm Of(AudienceForm audience, AttributionPolicy attribution = AttributionPolicy.Named) => new()
    {
        Kind = "threat-briefing", Title = "A title", Summary = "A summary.", Body = "A text.", Attribution = attribution, Audience = audience,
    };

    public static AudienceForm Community(TlpLabel label = TlpLabel.Green) => new() { Label = label, Community = true };

    public static async Task<string> Publish(this TestForum forum, string publisher, ItemForm form, string? parent = null)
    {
        var draft = await forum.Send(publisher, new StartDraft(parent));
        return await forum.Send(publisher, new PublishItem(draft, form));
    }

    public static async Task<TException> Refused<TException>(this TestForum forum, Caller caller, object request)
        where TException : RequestRefusedException => await Assert.ThrowsAsync<TException>(() => forum.SendAny(caller, request));

    /// <summary>Refused as not there, or for the role alone, which tells nothing of the thing.</summary>
    public static async Task NotFoundOrForbidden(this TestForum forum, string name, object request)
    {
        var caller = await forum.As(name);
        if (Permissions.Declared(request.GetType()).Permits(caller)) await forum.Refused<NotFoundException>(caller, request);
        else await forum.Refused<ForbiddenException>(caller, request);
    }

    /// <summary>Sends a request whatever it answers.</summary>
    public static Task<object?> SendAny(this TestForum forum, Caller caller, object request) => forum.Sender.SendAny(caller, request);

    /// <summary>The same by some node.</summary>
    public static Task<object?> SendAny(this ISender sender, Caller caller, object request)
    {
        var result = request.GetType().GetInterfaces().Single(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>)).GenericTypeArguments[0];
        return (Task<object?>)typeof(Forms).GetMethod(nameof(Boxed), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(result).Invoke(null, [sender, caller, request])!;
    }

    private static async Task<object?> Boxed<TResult>(ISender sender, Caller caller, IRequest<TResult> request) => await sender.Send(caller, request);
}
