using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Federation;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.SignOut;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.SignIn;

/// <summary>The way in and out; the providers do the rest.</summary>
public sealed class SignInController(ISender sender, ProviderSignOut provider) : PortalController(sender)
{
    private readonly ISender sender = sender;

    [HttpGet("/signin")]
    [OpenToEveryone("The way in.")]
    [FormsLeadToProviders]
    public IActionResult Index(string? returnUrl, bool ended = false) =>
        View(new SignInView("", returnUrl is null ? Back.From(Request) : Paths.Local(returnUrl), []) { HasEnded = ended });

    [HttpPost("/signin")]
    [OpenToEveryone("The way in; it tells no more than which provider a listed domain leads to.")]
    [FormsLeadToProviders]
    [EnableRateLimiting("signin")]
    public async Task<IActionResult> Index(string address, string returnUrl)
    {
        if (!address.Contains('@', StringComparison.Ordinal))
            return Refused(address, returnUrl, "Enter your whole work e-mail address, such as name@organization.example.");
        var connection = await sender.Send(Caller.Program("sign-in"), new FindSignIn(address));
        return connection is not null
            ? Challenge(connection, returnUrl)
            : Refused(address, returnUrl, await sender.Send(Caller.Program("sign-in"), new FindSuspended(address))
                ? "Your organization cannot sign in at present. Ask your organization's administrator; its contact can ask the secretariat."
                : "No listed organization signs in with that address. Check its spelling, or use the link that your administrator gave you.");
    }

    [HttpGet("/signin/{organization}")]
    [OpenToEveryone("The way in, for one organization.")]
    public async Task<IActionResult> Organization(string organization, string? returnUrl)
    {
        if (organization.Contains('@', StringComparison.Ordinal)) throw new NotFoundException();
        if (await sender.Send(Caller.Program("sign-in"), new FindSignIn(organization)) is { } connection) return Challenge(connection, returnUrl ?? "/");
        return await sender.Send(Caller.Program("sign-in"), new FindSuspended(organization)) ? View("Problem", new SignInProblem(SignInProblemCode.Suspended, "")) : throw new NotFoundException();
    }

    [HttpGet("/invitation/{connection}/{secret}")]
    [OpenToEveryone("The secret is checked when the person has signed in.")]
    public async Task<IActionResult> Invitation(string connection, string secret) =>
        await sender.Send(Caller.Program("sign-in"), new FindSignIn(connection)) is { } found
            ? Challenge(SignInChallenge.For(found, "/", invitation: secret), FederationSchemes.Organization)
            : Redirect("/signin");

    [HttpPost("/signin/fresh")]
    [For<FindOwnConnection>]
    [FormsLeadToProviders]
    public async Task<IActionResult> Fresh(string returnUrl) =>
        Challenge(SignInChallenge.For(await Send(new FindOwnConnection()), returnUrl, fresh: true), FederationSchemes.Organization);

    [HttpGet("/signin/problem/{code}")]
    [OpenToEveryone("Says in coarse words why signing in did not work.")]
    public IActionResult Problem(string code, string? reference) =>
        View(new SignInProblem(SignInProblem.Read(code), reference is { Length: <= 60 } ? reference : ""));

    [HttpPost("/signout")]
    [For<Application.Directory.SignOut>]
    public async Task<IActionResult> SignOutHere()
    {
        var session = await Send(new Application.Directory.SignOut());
        await HttpContext.SignOutAsync(FederationSchemes.Session);
        return View("SignedOut", (await provider.Address(session, HttpContext.RequestAborted))?.AbsoluteUri);
    }

    [HttpGet("/signed-out")]
    [OpenToEveryone("Says that one is signed out.")]
    public IActionResult SignedOut() => View("SignedOut", null);

    private ViewResult Refused(string address, string returnUrl, string why) => View("Index", new SignInView(address, returnUrl, [new FieldError("address", why)]));

    private ChallengeResult Challenge(string connection, string returnUrl) =>
        Challenge(SignInChallenge.For(connection, returnUrl), FederationSchemes.Organization);
}

/// <summary>The sign-in page.</summary>
/// <param name="Address">As typed.</param>
/// <param name="ReturnUrl">Where to go afterwards.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record SignInView(string Address, string ReturnUrl, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Whether a session ended while a form was filled, which was therefore not taken.</summary>
    public bool HasEnded { get; init; }
}
