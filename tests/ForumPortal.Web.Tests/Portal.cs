using System.Net;
using System.Net.Sockets;
using Dapper;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Demo;
using ForumPortal.Testing;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Web.Tests;

/// <summary>The real portal on loopback with the sample world in a directory of its own.</summary>
public sealed class Portal : IAsyncLifetime
{
    // Nobody listens there: people are signed in as if they had come from there.
    private static readonly Uri Providers = new($"http://localhost:{FreePort()}");

    private readonly List<SamplePerson> joined = [];
    private readonly DirectoryInfo? own;
    private readonly TimeProvider time;
    private readonly Action<IServiceCollection>? instead;
    private TestDatabase? database;
    private WebApplication app = null!;
    private IReadOnlyDictionary<string, string> connections = null!;

    public Portal()
        : this(null, new Uri($"http://localhost:{FreePort()}"), TimeProvider.System)
    {
    }

    /// <summary>One with the data in a directory of the caller's, at this address, by this clock.</summary>
    internal Portal(DirectoryInfo? own, Uri address, TimeProvider time, Action<IServiceCollection>? instead = null) => (this.own, Address, this.time, this.instead) = (own, address, time, instead);

    /// <summary>The sample world, and its connections by the organization's handle. The keys that seal what is in it lie in it too.</summary>
    internal static TestWorld<IReadOnlyDictionary<string, string>> World { get; } = new(async engine =>
    {
        var empty = await TestDatabases.Empty(engine);
        await using var planting = await Prepared(empty.Settings.DataDirectory, new("http://localhost"), TimeProvider.System, null);
        return (empty, await SampleSeed.Plant(planting.Services.GetRequiredService<ISender>(), TimeProvider.System, Providers));
    });

    public Uri Address { get; }

    public ISender Sender => app.Services.GetRequiredService<ISender>();

    public string StyleSheet => app.Services.GetRequiredService<StyleSheet>().Address;

    public IEnumerable<RouteEndpoint> Routes => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public async Task InitializeAsync()
    {
        if (own is null) (database, connections) = await World.Copy(TestDatabases.Sqlite);
        app = await Prepared(own?.FullName ?? database!.Settings.DataDirectory, Address, time, instead);
        if (own is not null) connections = await SampleSeed.Plant(Sender, time, Providers);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Stop();
        if (database is not null) await database.DisposeAsync();
        own?.Delete(recursive: true);
    }

    private static async Task<WebApplication> Prepared(string directory, Uri address, TimeProvider time, Action<IServiceCollection>? instead)
    {
        var app = PortalHost.Build(
        [
            "--environment=Development", "--applicationName=ForumPortal.Web", $"--Portal:PublicAddress={address.GetLeftPart(UriPartial.Authority)}", "--Sample:Enabled=true",
            $"--Sample:ProvidersAddress={Providers.GetLeftPart(UriPartial.Authority)}", $"--Data:Directory={directory}", "--Logging:LogLevel:Default=Critical",
        ],
        services =>
        {
            services.AddSingleton(time);
            instead?.Invoke(services);
        });
        await Startup.Prepare(app);
        return app;
    }

    /// <summary>Stops, and leaves the data where they lie.</summary>
    internal ValueTask Stop() => app.DisposeAsync();

    /// <summary>Signs a sample person in, freshly, and accepts the terms where they have not; answers the session's secret.</summary>
    public async Task<string> SignIn(string email)
    {
        var secret = await SignInOnly(email);
        var caller = await Recognize(secret);
        if (!caller.HasAcceptedTerms) await Sender.Send(caller, new AcceptTerms((await Sender.Send(caller, new ReadTerms())).Version));
        return secret;
    }

    /// <summary>The same without the terms.</summary>
    public async Task<string> SignInOnly(string email)
    {
        var person = SampleWorld.Organizations.SelectMany(organization => organization.People).Concat(joined).Single(one => one.Email == email);
        var connection = await Sender.Send(Caller.Program("test"), new FindConnection(connections[person.Organization]));
        var result = await Sender.Send(Caller.Program("test") with { Address = "127.0.0.1" }, new SignInPerson
        {
            Person = new ProvenPerson
            {
                ConnectionId = connection!.Id, Issuer = connection.Issuer, Subject = person.Subject, Name = person.Name, Email = person.Email,
                Claims = new Dictionary<string, IReadOnlyList<string>> { ["roles"] = person.Roles },
            },
            AuthenticatedAt = time.GetUtcNow(), Agent = "test",
        });
        return result.Secret!;
    }

    /// <summary>Lets another person of a sample organization join, who can be signed in by the answered e-mail address.</summary>
    public async Task<string> Join(string organization, string name, bool acceptsTerms = true)
    {
        var person = new SamplePerson(organization, name, $"Person {name}", ["forum-reader"]);
        joined.Add(person);
        await (acceptsTerms ? SignIn(person.Email) : SignInOnly(person.Email));
        return person.Email;
    }

    /// <summary>The secret of the link that ends somebody's mail.</summary>
    public string Unsubscribing(string member) => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("mail.unsubscribe").Protect(member);

    /// <summary>Whoever holds that session. What they do without a name takes effect at once; through a browser it waits.</summary>
    public async Task<Caller> Recognize(string secret) => (await Sender.Send(new Caller(), new RecognizeSession(secret)))! with { Effect = Effect.AtOnce };

    public async Task<Browser> Browser(string? email) => new(Address, email is null ? null : await SignIn(email));

    public async Task<IReadOnlyList<T>> All<T>(string sql, object? arguments = null)
    {
        await using var connection = await app.Services.GetRequiredService<Database>().Read(default);
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }

    public async Task Execute(string sql, object? arguments = null)
    {
        await using var transaction = await app.Services.GetRequiredService<Database>().Write(default);
        await transaction.Connection.ExecuteAsync(sql, arguments, transaction.Transaction);
        await transaction.Commit(default);
    }

    /// <summary>What the database holds, as its own schema tells it.</summary>
    public Schema Schema => new(app.Services.GetRequiredService<Database>(), isInFile: true);

    /// <summary>What a refused request must not change.</summary>
    public Task<string> Dump() => Schema.Dump();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
