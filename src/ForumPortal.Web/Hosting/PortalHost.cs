using System.Globalization;
using System.Threading.RateLimiting;
using ForumPortal.Application;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Federation;
using ForumPortal.Federation.Sessions;
using ForumPortal.Infrastructure;
using ForumPortal.Web.Applications;
using ForumPortal.Web.Items;
using ForumPortal.Web.Library;
using ForumPortal.Web.Record;
using ForumPortal.Web.Requests;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace ForumPortal.Web.Hosting;

/// <summary>Puts the portal together.</summary>
public static class PortalHost
{
    /// <param name="arguments">The command line.</param>
    /// <param name="instead">What takes the place of the machine's own parts, such as its clock.</param>
    public static WebApplication Build(string[] arguments, Action<IServiceCollection>? instead = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = Home() });
        builder.Configuration.AddEnvironmentVariables("FORUMPORTAL_");
        var development = builder.Environment.IsDevelopment();
        var settings = PortalSettings.From(builder.Configuration, builder.Environment);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * 1024 * 1024;
        });
        if (development) builder.WebHost.UseUrls(settings.PublicAddress.GetLeftPart(UriPartial.Authority));

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddApplication();
        services.AddInfrastructure(builder.Configuration);
        services.AddFederation(builder.Configuration, development);
        services.AddHostedService<Jobs>();
        services.AddHostedService<MailJob>();
        services.AddSingleton<RenderedTexts>();
        services.AddScoped<IItemSection, RequestSection>();
        services.AddScoped<IItemSection, CitationSection>();
        services.AddSingleton<StyleSheet>();
        services.AddSingleton<DomainCheck>();
        services.AddCheckpoints(builder.Configuration, builder.Environment);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = development ? "forum-form" : "__Host-forum-form";
            options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        services.AddControllersWithViews(options =>
        {
            options.Filters.Add<Refusals>();
            options.Filters.Add<RefusedForms>();
            options.Filters.Add<AbsentFields>();
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            // What the address says of a thing, no field of a form says otherwise.
            options.ValueProviderFactories.RemoveType<RouteValueProviderFactory>();
            options.ValueProviderFactories.Insert(0, new RouteValueProviderFactory());
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.ModelMetadataDetailsProviders.Add(new EmptyStaysEmpty());
        })
        .AddCookieTempDataProvider(options => options.Cookie.Name = development ? "forum-told" : "__Host-forum-told")
        .AddRazorOptions(options =>
        {
            options.ViewLocationFormats.Clear();
            options.ViewLocationFormats.Add("/{1}/{0}.cshtml");
            options.ViewLocationFormats.Add("/Shared/{0}.cshtml");
        });
        services.AddRateLimiter(options =>
        {
            options.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)) rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new ValueTask(Refusals.TooMuch().ExecuteResultAsync(new ActionContext(rejected.HttpContext, new RouteData(), new ActionDescriptor())));
            };
            options.AddPolicy("count", context => Limit(context.Caller().IsStranger ? Address(context) : context.Caller().Reader.MemberId.ToString(CultureInfo.InvariantCulture), 120));
            options.AddPolicy("apply", context => Limit(Address(context), 10));
            options.AddPolicy("link", context => Limit(Address(context), 60));
            options.AddPolicy("signin", context => Limit(Address(context), 60));
        });

        services.TrustProxies(settings.TrustedProxies);
        // Behind a proxy the program listens to no https itself, and would not know where to redirect to.
        services.AddHttpsRedirection(options => options.HttpsPort = settings.PublicAddress.Port);
        // What keeps the program from starting is told in one line, by Startup.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        instead?.Invoke(services);
        var app = builder.Build();
        if (settings.TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseSecurityHeaders(development);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem", AllowStatusCode404Response = true });
        app.Use((context, next) =>
        {
            // Whoever asks for the head alone gets the page's; Kestrel leaves the body out.
            context.AnswerHead();
            return next(context);
        });
        // First of all: health is answered here, without redirect and without looking a session up.
        app.UseRouting();
        if (!development)
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }
        app.UsePublicFiles();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.MapPublicFiles();
        app.MapControllers();
        app.MapFallbackToController("{**path}", "Index", "Missing").WithMetadata(new OpenToEveryoneAttribute("There is nothing."));
        app.MapFederation();
        app.MapHealth();
        EndpointPermissions.Demand(app);
        EntryWords.Demand(ItemKinds.All);
        return app;
    }

    // Where the settings lie: a command that is run from elsewhere must not find another data directory.
    private static string Home() => File.Exists("appsettings.json") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Limit(string who, int inAMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = inAMinute, Window = TimeSpan.FromMinutes(1) });

    private sealed class EmptyStaysEmpty : IDisplayMetadataProvider
    {
        public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }
}
