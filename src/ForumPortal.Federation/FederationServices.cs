using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.Sessions;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.SignOut;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation;

/// <summary>Puts signing in into the host.</summary>
public static class FederationServices
{
    /// <summary>Adds sessions and signing in through organizations' providers; settings are checked at start.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Holds Portal:PublicAddress and the section Federation.</param>
    /// <param name="development">Whether plain HTTP and private addresses are taken.</param>
    public static IServiceCollection AddFederation(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        services.AddOptions<FederationOptions>()
            .Configure(options =>
            {
                configuration.GetSection("Federation").Bind(options);
                options.PublicAddress = (configuration["Portal:PublicAddress"] ?? "").TrimEnd('/');
                options.Development = development;
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new IssuerRule(IsHttpsOnly: !development));
        services.AddSingleton<ProviderHttp>().AddSingleton<ProviderConfigurations>().AddSingleton<ProviderTokens>();
        services.AddSingleton<ClientAssertions>().AddSingleton<ClientRequests>().AddSingleton<AuthorizationRequests>().AddSingleton<CodeRedemption>().AddSingleton<IdTokens>().AddSingleton<UserInfo>().AddSingleton<SignInCompletion>().AddSingleton<TrialSignIn>().AddSingleton<SignInFailures>().AddSingleton<FailuresFromOutside>();
        services.AddSingleton<SessionCookie>().AddSingleton<IdTokenHints>().AddSingleton<BackChannelLogout>();
        services.AddSingleton(provider => new ProviderProbe(provider.GetRequiredService<ProviderConfigurations>()));
        services.AddSingleton(provider => new ProviderSignOut(
            provider.GetRequiredService<ISender>(),
            provider.GetRequiredService<ProviderConfigurations>(),
            provider.GetRequiredService<ProviderHttp>(),
            provider.GetRequiredService<IdTokenHints>(),
            provider.GetRequiredService<IOptions<FederationOptions>>()));

        services.AddAuthentication(FederationSchemes.Session)
            .AddScheme<SessionSchemeOptions, SessionHandler>(FederationSchemes.Session, null)
            .AddRemoteScheme<OrganizationSignInOptions, OrganizationSignInHandler>(FederationSchemes.Organization, null, options =>
            {
                options.SignInScheme = FederationSchemes.Session;
                options.CallbackPath = Paths.Callback;
                options.RemoteAuthenticationTimeout = SignInState.Lifetime;
                options.CorrelationCookie = new CookieBuilder
                {
                    Name = development ? "forum-signin." : "__Host-forum-signin.",
                    Path = "/",
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always,
                    IsEssential = true,
                };
            });
        services.AddOptions<OrganizationSignInOptions>(FederationSchemes.Organization)
            .Configure<IDataProtectionProvider>((options, protection) => options.StateFormat = new PropertiesDataFormat(protection.CreateProtector("sign-in.state")));
        return services;
    }

    /// <summary>Maps what providers call; the callback of a sign-in is answered by the authentication middleware.</summary>
    public static IEndpointRouteBuilder MapFederation(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Paths.BackChannel}/{{connection}}", (HttpContext context, string connection, BackChannelLogout logout) => logout.Handle(context, connection))
            .WithMetadata(
                new OpenToEveryoneAttribute("A provider proves itself by the signature of its logout token."),
                new RequestSizeLimitAttribute(64 * 1024))
            .DisableAntiforgery();
        return routes;
    }
}
