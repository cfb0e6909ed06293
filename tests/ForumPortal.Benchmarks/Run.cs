using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>Measures the controls and the portal in one run and prints the table.</summary>
internal static class Run
{
    private const int Drafts = 90_000;
    private const int WarmDrafts = 30_000;
    private const int BusyDrafts = 30_000;
    private const int WarmReplies = 10_000;
    private const int WarmAcknowledgements = 15_000;
    private const int Sessions = 500;
    private const int Acknowledgements = 40_000;
    private const int EnoughForTurns = 20_000;
    private static readonly string Home = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../artifacts/benchmarks"));

    public static async Task<int> All(Arguments arguments)
    {
        // What it starts is put on the first processor.
        using (var self = Process.GetCurrentProcess()) self.ProcessorAffinity = 1 << 1;
        var controls = await MeasureControls(arguments);
        var worlds = new List<Measurement>();
        foreach (var items in arguments.Worlds) worlds.Add(await Measure(new World(Path.Combine(Home, $"world-{items}"), items), arguments));
        Report.Print(controls, worlds);
        return worlds.SelectMany(world => world.Figures.Values).Any(figure => figure.Failed > 0) ? 1 : 0;
    }

    private static async Task<Dictionary<string, Figure>> MeasureControls(Arguments arguments)
    {
        Console.WriteLine("controls");
        await using var server = await Server.Start(typeof(Run).Assembly.Location, ["controls", Path.Combine(Home, "controls")], Environment(), new Uri($"http://127.0.0.1:{Controls.Port}/plain"));
        HttpRequestMessage Get(string path) => new(HttpMethod.Get, $"http://127.0.0.1:{Controls.Port}{path}");
        await Load.Drive(arguments.Warm, _ => Get("/bare"));
        return new()
        {
            ["plain"] = await Measured("plain", arguments, _ => Get("/plain")),
            ["bare"] = await Measured("bare", arguments, _ => Get("/bare")),
            ["insert"] = await Measured("insert", arguments, _ => new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Controls.Port}/insert")),
        };
    }

    private static async Task<Measurement> Measure(World world, Arguments arguments)
    {
        await Make(world);
        Console.WriteLine($"portal, {world.Items:N0} items");
        await using var server = await Start(world);
        var portal = await Warmed(server, world, arguments);
        var figures = new Dictionary<string, Figure>();
        foreach (var work in Works(world, portal).Where(work => work.Name.Contains(arguments.Only, StringComparison.Ordinal)))
            figures[work.Name] = await Measured(work.Name, arguments, work.Make, work.Expect, work.Most);
        if (arguments.Only.Length == 0)
        {
            using var ended = new CancellationTokenSource();
            var writing = Load.Drive(int.MaxValue, number => portal.Publish(Drafts - BusyDrafts + number), HttpStatusCode.Found, BusyDrafts, ended.Token);
            figures[Names.Busy] = await Measured(Names.Busy, arguments, number => portal.CommonPage(number, Spread(world)));
            await ended.CancelAsync();
            await writing;
        }

        // As many people as the budget names have been here before the memory is read.
        await Load.Drive(60, number => Portal.Get("/", Portal.Writer(number)), most: Sessions);
        return new Measurement(world.Items, figures, server.Started, server.ResidentMiB, server.OwnMiB);
    }

    /// <summary>Measures what each line of the input names, in the smallest world, and prints its rate: for whoever measures two programs in turn.</summary>
    public static async Task<int> Serve(Arguments arguments)
    {
        using (var self = Process.GetCurrentProcess()) self.ProcessorAffinity = 1 << 1;
        var world = new World(Path.Combine(Home, $"world-{arguments.Worlds[0]}"), arguments.Worlds[0]);
        await Make(world);
        await using var server = await Start(world);
        // What runs out before it has been measured often enough is left out.
        var works = Works(world, await Warmed(server, world, arguments)).Where(work => work.Most > EnoughForTurns).ToDictionary(work => work.Name);
        var sent = works.Keys.ToDictionary(name => name, _ => 0);
        Console.WriteLine($"ready: {string.Join("; ", works.Keys)}");
        while (await Console.In.ReadLineAsync() is { } name)
        {
            var (work, before) = (works[name], sent[name]);
            var figure = await Load.Drive(arguments.Seconds, number => work.Make(before + number), work.Expect, work.Most - before);
            sent[name] += figure.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure: {figure.PerSecond:F3} {figure.Failed}"));
        }
        return 0;
    }

    private static int Spread(World world) => Math.Min(2_000, world.Items / 4);

    private static IReadOnlyList<Work> Works(World world, Portal portal) =>
    [
        new(Names.Page, number => portal.CommonPage(number, Spread(world))),
        new("topic page, 20 replies", Portal.Topic),
        new("home, sees 50 %", _ => Portal.Get("/", 1)),
        new("list, sees 50 %", _ => Portal.Get("/items", 1)),
        new("home, sees 0.1 %", _ => Portal.Get("/", 2)),
        new("list, sees 0.1 %", _ => Portal.Get("/items", 2)),
        new("first reading, AMBER", portal.FirstReading) { Most = world.Items / 4 },
        new("first reading of a topic", Portal.FirstReadingOfTopic) { Most = Groups.FirstReadings },
        new(Names.Publish, number => portal.Publish(WarmDrafts + number)) { Expect = HttpStatusCode.Found, Most = Drafts - WarmDrafts - BusyDrafts },
        new("acknowledge", number => portal.Acknowledge(WarmAcknowledgements + number)) { Expect = HttpStatusCode.Found, Most = Acknowledgements - WarmAcknowledgements },
        new("reply", number => portal.Reply(WarmReplies + number)) { Expect = HttpStatusCode.Found },
        new(Names.Absent, _ => Portal.Absent(2)) { Expect = HttpStatusCode.NotFound },
        new(Names.Invisible, number => portal.CommonPage(number, Spread(world), member: 2)) { Expect = HttpStatusCode.NotFound },
    ];

    // Every kind of work for so many seconds at least, and on until the compiler has fallen silent.
    private static async Task<Portal> Warmed(Server server, World world, Arguments arguments)
    {
        const int period = 10;
        const double silent = 0.02;
        var (portal, spread) = (new Portal(world), Spread(world));
        for (var writer = 0; writer < Portal.Writers; writer++) await portal.Prepare(Portal.Writer(writer));
        await Load.Drive(spread, number => portal.CommonPage(number, spread), most: spread);
        var warm = Warm(portal, spread);
        for (var (waited, compiled, share) = (0, server.CompilerSeconds, 1.0); waited < arguments.Warm || (share > silent && waited < 5 * arguments.Warm); waited += period)
        {
            await Load.Drive(period, warm);
            // Its threads end, and their time with them, when they have had nothing to do for a while.
            (share, compiled) = (Math.Max(0, server.CompilerSeconds - compiled) / period, server.CompilerSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after {waited + period} s the compiler takes {share:P1}"));
        }
        return portal;
    }

    // As much of the writing as there is for it.
    private static Func<int, HttpRequestMessage> Warm(Portal portal, int spread)
    {
        int drafts = -1, acknowledgements = -1, replies = -1;
        HttpRequestMessage Common(int number) => portal.CommonPage(number, spread);
        return number => (number % 8) switch
        {
            0 => Common(number),
            1 => Portal.Get("/", 1 + (number / 8 % 2)),
            2 => Portal.Get("/items", 1 + (number / 8 % 2)),
            3 => Portal.Absent(2),
            4 => Portal.Topic(number),
            5 => Interlocked.Increment(ref replies) is var reply && reply < WarmReplies ? portal.Reply(reply) : Common(number),
            6 => Interlocked.Increment(ref drafts) is var draft && draft < WarmDrafts ? portal.Publish(draft) : Common(number),
            _ => Interlocked.Increment(ref acknowledgements) is var one && one < WarmAcknowledgements ? portal.Acknowledge(one) : Common(number),
        };
    }

    private static Task<Server> Start(World world) =>
        Server.Start(Path.Combine(AppContext.BaseDirectory, "ForumPortal.Web.dll"), ["--contentRoot", AppContext.BaseDirectory], Environment(world.Directory), new Uri(Portal.Address, "/signin"));

    // The world is kept; each run works on a copy, so that what one publishes the next does not read.
    private static async Task Make(World world)
    {
        var kept = world with { Directory = world.Directory + "-kept" };
        var done = kept.File + ".done";
        var database = Databases.Open(new DatabaseSettings(DatabaseEngine.Sqlite, "", kept.Directory));

        // Of these tables to the letter, or it is made anew.
        var tables = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', Migrations.Statements(database.Dialect)))));
        if (!File.Exists(done) || await File.ReadAllTextAsync(done) != tables)
        {
            Console.WriteLine($"making a world of {world.Items:N0} items");
            if (Directory.Exists(kept.Directory)) Directory.Delete(kept.Directory, recursive: true);
            Directory.CreateDirectory(kept.Directory);
            await Migrations.Run(database, TimeProvider.System, CancellationToken.None);
            SqliteConnection.ClearAllPools();
            kept.Fill();
            await File.WriteAllTextAsync(done, tables);
        }
        if (Directory.Exists(world.Directory)) Directory.Delete(world.Directory, recursive: true);
        Directory.CreateDirectory(world.Directory);
        File.Copy(kept.File, world.File);
        Refresh(world);
    }

    // Sessions that live, drafts that wait, and what the writers are asked to acknowledge.
    private static void Refresh(World world)
    {
        using var connection = new SqliteConnection($"Data Source={world.File}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        connection.Execute("UPDATE sign_in_session SET created_at = @now, last_seen_at = @now, authenticated_at = @now", new { now }, transaction);
        for (var draft = 0; draft < Drafts; draft++)
        {
            connection.Execute(
                "INSERT INTO draft (id, ref, member_id, form, version, updated_at) VALUES (@id, @reference, @member, @form, 1, @now)",
                new { id = draft + 1, reference = World.DraftReference(draft), member = Portal.Writer(draft), form = JsonSerializer.Serialize(Portal.Form(draft)), now }, transaction);
        }
        connection.Execute("UPDATE item SET acknowledge_by = @until WHERE id IN @items", new { until = now + 86_400_000L, items = Portal.Acknowledged.Take(Acknowledgements / Portal.Writers) }, transaction);
        var read = new { now, items = Portal.Acknowledged.Take(Acknowledgements / Portal.Writers), writers = Enumerable.Range(0, Portal.Writers).Select(Portal.Writer) };
        connection.Execute("INSERT INTO item_reading (item_id, member_id, first_at, revision, session_id) SELECT b.id, m.id, @now, 1, m.id FROM item b, member m WHERE b.id IN @items AND m.id IN @writers", read, transaction);
        transaction.Commit();
        SqliteConnection.ClearAllPools();
    }

    private static async Task<Figure> Measured(string name, Arguments arguments, Func<int, HttpRequestMessage> make, HttpStatusCode expect = HttpStatusCode.OK, int most = int.MaxValue)
    {
        var figure = await Load.Drive(arguments.Seconds, make, expect, most);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {figure.PerSecond,10:N0}/s  p50 {figure.P50,7:N2} ms  p99 {figure.P99,7:N2} ms{(figure.Failed > 0 ? $"  FAILED {figure.Failed}" : "")}"));
        return figure;
    }

    // As operators run it: behind a proxy that ends TLS, whose word the load's headers stand for.
    private static Dictionary<string, string> Environment(string? data = null) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_URLS"] = Portal.Address.GetLeftPart(UriPartial.Authority),
        ["Logging__LogLevel__Default"] = "Warning",
        ["FORUMPORTAL_Portal__PublicAddress"] = "https://forum.example",
        ["FORUMPORTAL_Portal__TrustedProxies"] = "127.0.0.0/8",
        ["FORUMPORTAL_Keys__EncryptionKeyFile"] = new KeyFiles(Home).Encryption,
        ["FORUMPORTAL_Record__CheckpointKeyFile"] = new KeyFiles(Home).Checkpoint,
        ["FORUMPORTAL_Data__Directory"] = data ?? "",
    };
}
