using System.CommandLine;
using ForumPortal.Application.Pipeline;
using MediatR;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>One run of a command.</summary>
/// <param name="Host">The portal, put together and not serving.</param>
/// <param name="Command">The command.</param>
/// <param name="Given">What it was given.</param>
/// <param name="Terminal">Where it answers.</param>
internal sealed record CommandRun(WebApplication Host, PortalCommand Command, ParseResult Given, Terminal Terminal)
{
    public IServiceProvider Services => Host.Services;

    /// <summary>The portal's address, without a final slash.</summary>
    public string PublicAddress => Services.GetRequiredService<PortalSettings>().PublicAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The option's value; nothing where it was not given.</summary>
    public T? Find<T>(Option<T> option) => Given.GetValue(option);

    /// <summary>The value of an option that the command demands.</summary>
    public T Require<T>(Option<T> option) => Given.GetRequiredValue(option);

    /// <summary>Sends the request as the program itself, through the same pipeline as people's.</summary>
    public Task<TResult> Send<TResult>(IRequest<TResult> request) =>
        Services.GetRequiredService<ISender>().Send(Caller.Program($"command line: {Command.FullName}"), request);

    public void Say(string text = "") => Terminal.Output.WriteLine(text);
}
