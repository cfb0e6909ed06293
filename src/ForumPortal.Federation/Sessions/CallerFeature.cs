using System.Net;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.Sessions;

/// <summary>Who sends this HTTP request, as their session says.</summary>
/// <param name="Caller">They.</param>
public sealed record CallerFeature(Caller Caller);

/// <summary>Finds who sends an HTTP request.</summary>
public static class CallerOfRequest
{
    private static readonly object Head = new();

    /// <summary>The caller of this request; a stranger where nobody is signed in.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<CallerFeature>()?.Caller ?? new Caller().From(context);

    /// <summary>The network address, as text.</summary>
    internal static string Address(this HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Text(address) : "";

    /// <summary>The caller with the marks of the request that carries them.</summary>
    internal static Caller From(this Caller caller, HttpContext context) =>
        caller with { Address = context.Address(), RequestId = context.TraceIdentifier, Path = context.Request.Path.Value ?? "", AsksForHeadOnly = context.Items.ContainsKey(Head) };

    /// <summary>Answers a request for the head of a page as the page itself, and lets what is asked know that nothing of it is read.</summary>
    public static void AnswerHead(this HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method)) return;
        context.Items[Head] = true;
        context.Request.Method = HttpMethods.Get;
    }

    /// <summary>The program itself, doing something for whoever sends this request.</summary>
    internal static Caller Program(this HttpContext context, string job) => Application.Pipeline.Caller.Program(job) with { Address = context.Address(), RequestId = context.TraceIdentifier };

    private static string Text(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
