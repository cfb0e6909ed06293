using Dapper;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Events;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Tests;

/// <summary>A person of a test's forum.</summary>
internal sealed record Person(string Name, string Organization, Role Roles, string Secret, long MemberId, string Reference)
{
    public override string ToString() => Name;
}

/// <summary>The real application on a database of its own, with organizations and people in it, all admitted by the portal's own requests.</summary>
internal sealed class TestForum : IAsyncDisposable
{
    private readonly TestDatabase fresh;
    private readonly ServiceProvider services;
    private readonly Lazy<ServiceProvider> second;
    private readonly Dictionary<string, string> connections;
    private readonly Dictionary<string, Person> people;

    private TestForum(TestDatabase fresh, Func<Database, Database> around, Known known)
    {
        this.fresh = fresh;
        (connections, people) = (new(known.Connections), new(known.People));
        services = Node(around);
        second = new(() => Node(around));
    }

    private ServiceProvider Node(Func<Database, Database> around) =>
        new ServiceCollection().AddLogging().AddApplication()
            .AddSingleton<TimeProvider>(Clock).AddSingleton(around(fresh.OpenAnother())).AddSingleton(Protection).AddSingleton(Key)
            .BuildServiceProvider();

    public static readonly Caller Program = Caller.Program("test");

    // A portal's keys lie in its database; these are here instead, and a copy of a database needs the same.
    private static readonly IDataProtectionProvider Protection = new EphemeralDataProtectionProvider();
    private static readonly TestWorld<Known> World = new(Plant);

    public TestClock Clock { get; } = new();

    /// <summary>Signs checkpoints.</summary>
    public CheckpointKey Key { get; } = CheckpointKey.FromPem(CheckpointKey.NewPem());

    public TestDatabase Fresh => fresh;

    public IEnumerable<Person> People => people.Values;

    public Person this[string name] => people[name];

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ISender Sender => services.GetRequiredService<ISender>();

    /// <summary>Another node on the same database.</summary>
    public ISender SecondNode => second.Value.GetRequiredService<ISender>();

    public static async Task<TestForum> Open(string engine = TestDatabases.Sqlite, Func<Database, Database>? around = null)
    {
        var (database, known) = await World.Copy(engine);
        return new(database, around ?? (one => one), known);
    }

    private static async Task<(TestDatabase Database, Known Known)> Plant(string engine)
    {
        var forum = new TestForum(await TestDatabases.Fresh(engine), database => database, new([], []));
        // Ids made in one millisecond have no order that outlives a wrap of their counter: what a test makes must be newer.
        forum.Clock.Pass(TimeSpan.FromMilliseconds(-1));
        await forum.Populate();
        await forum.services.DisposeAsync();
        return (forum.fresh, new(forum.connections, forum.people));
    }

    private async Task Populate()
    {
        await Sender.Send(Program, new PublishTerms("Terms."));
        await Admit("meridian", Sector.Company);
        await Admit("lumen", Sector.Company);
        await Admit("norland", Sector.Government);
        await Admit("vestia", Sector.Government);
        await Admit("openrights", Sector.Ngo);
        await Admit("safeweb", Sector.Research);
        await Admit("treaty", Sector.Intergovernmental);
        await Admit("hidden", Sector.Company, listed: false);
        await Admit("quiet", Sector.Ngo, PeopleListing.Nobody);
        await Admit("secretariat", Sector.Operator);
        await Join("officer@secretariat", "secretariat", Role.Secretariat | Role.Reader);
        await Join("auditor@secretariat", "secretariat", Role.Auditor);
    }

    public async Task Admit(string handle, Sector sector, PeopleListing people = PeopleListing.All, bool listed = true)
    {
        await Sender.Send(Program, new AdmitOrganization
        {
            Handle = handle,
            Name = $"The {handle} body",
            Sector = sector,
            SubType = sector == Sector.Government ? GovernmentSubType.Policy : null,
            Jurisdiction = "Nowhere",
            Domains = [$"{handle}.example"],
            Listed = listed,
            PeopleListing = people,
        });
        connections[handle] = await Sender.Send(Program, new PutConnection
        {
            Organization = handle,
            Issuer = $"https://id.{handle}.example",
            ClientId = "portal",
            ClientSecret = "secret",
            ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.OnlyInvited,
        });
        await Join($"publisher@{handle}", handle, sector == Sector.Government ? Role.Liaison : Role.Representative);
        await Join($"reader@{handle}", handle, Role.Reader);
    }

    public async Task Join(string name, string organization, Role roles)
    {
        var connection = await Sender.Send(Program, new FindConnection(connections[organization]));
        var invitation = await Sender.Send(Program, new IssueInvitation(connections[organization], roles));
        var result = await Sender.Send(Program with { Address = "192.0.2.7", RequestId = "request" }, new SignInPerson
        {
            Person = new ProvenPerson { ConnectionId = connection!.Id, Issuer = connection.Issuer, Subject = name, Name = $"Person {name}", Email = $"{name}.example" },
            AuthenticatedAt = Clock.Now, Agent = "test", Invitation = invitation,
        });
        var caller = await Sender.Send(new Caller(), new RecognizeSession(result.Secret!));
        await Sender.Send(caller!, new AcceptTerms(1));
        var reference = await Value<string>("SELECT ref FROM member WHERE id = @id", new { id = caller!.Reader.MemberId });
        people[name] = new Person(name, organization, roles, result.Secret!, caller.Reader.MemberId, reference!);
    }

    /// <summary>The person as their session says now, freshly signed in; null where it is not recognized any more. What they do without a name takes effect at once.</summary>
    public async Task<Caller?> Recognize(string name)
    {
        await Execute(
            "UPDATE sign_in_session SET created_at = @now, last_seen_at = @now, authenticated_at = @now WHERE secret_hash = @hash",
            new { now = Clock.Now.ToUnixTimeMilliseconds(), hash = Ids.Hash(people[name].Secret) });
        return await Sender.Send(new Caller(), new RecognizeSession(people[name].Secret)) is { } caller ? caller with { Effect = Effect.AtOnce } : null;
    }

    public async Task<Caller> As(string name) => await Recognize(name) ?? throw new InvalidOperationException($"{name} is not recognized.");

    public async Task<TResult> Send<TResult>(string name, IRequest<TResult> request) => await Sender.Send(await As(name), request);

    /// <summary>Carries out everything that events cause by now.</summary>
    public async Task Dispatch()
    {
        while (await Sender.Send(Program, new FindDueEvent()) is { } due) await Sender.Send(Program, new CarryOutEvent(due));
    }

    public async Task Execute(string sql, object? arguments = null)
    {
        await using var transaction = await fresh.Database.Write(default);
        await transaction.Connection.ExecuteAsync(sql, arguments, transaction.Transaction);
        await transaction.Commit(default);
    }

    public async Task<T?> Value<T>(string sql, object? arguments = null)
    {
        await using var connection = await fresh.Database.Read(default);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    public async Task<IReadOnlyList<T>> All<T>(string sql, object? arguments = null)
    {
        await using var connection = await fresh.Database.Read(default);
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }

    /// <summary>What the database holds, as its own schema tells it.</summary>
    public Schema Schema => new(fresh.Database, fresh.Engine is TestDatabases.Sqlite or TestDatabases.SqlServerParsed);

    /// <summary>Everything that is kept except the record, as text: what a refused write must not change.</summary>
    public Task<string> Dump() => Schema.Dump();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (second.IsValueCreated) await second.Value.DisposeAsync();
        await fresh.DisposeAsync();
    }

    /// <summary>What is known of the world beside its database.</summary>
    private sealed record Known(Dictionary<string, string> Connections, Dictionary<string, Person> People);
}
