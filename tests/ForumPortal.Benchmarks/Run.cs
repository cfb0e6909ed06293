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
        var portal = new Portal(world);
        for (var writer = 0; writer < Portal.Writers; writer++) await portal.Prepare(Portal.Writer(writer));
        var spread = Math.Min(2_000, world.Items / 4);
        await Load.Drive(spread, number => portal.CommonPage(number, spread), most: spread);
        await Warm(portal, arguments.Warm, spread);
        var figures = new Dictionary<string, Figure>();
        async Task Work(string name, Func<int, HttpRequestMessage> make, HttpStatusCode expect = HttpStatusCode.OK, int most = int.MaxValue)
        {
            if (name.Contains(arguments.Only, StringComparison.Ordinal)) figures[name] = await Measured(name, arguments, make, expect, most);
        }
        await Work(Names.Page, number => portal.CommonPage(number, spread));
        await Work("topic page, 20 replies", number => Portal.Topic(number));
        await Work("home, sees 50 %", _ => Portal.Get("/", 1));
        await Work("list, sees 50 %", _ => Portal.Get("/items", 1));
        await Work("home, sees 0.1 %", _ => Portal.Get("/", 2));
        await Work("list, sees 0.1 %", _ => Portal.Get("/items", 2));
        await Work("first reading, AMBER", Portal.FirstReading, most: world.Items / 4);
        await Work(Names.Publish, number => portal.Publish(WarmDrafts + number), HttpStatusCode.Found, Drafts - WarmDrafts - BusyDrafts);
        await Work("acknowledge", number => portal.Acknowledge(WarmAcknowledgements + number), HttpStatusCode.Found, Acknowledgements - WarmAcknowledgements);
        await Work("reply", number => portal.Reply(WarmReplies + number), HttpStatusCode.Found);
        await Work(Names.Absent, _ => Portal.Absent(2), HttpStatusCode.NotFound);
        await Work(Names.Invisible, number => portal.CommonPage(number, spread, member: 2), HttpStatusCode.NotFound);
        if (arguments.Only.Length == 0)
        {
            using var ended = new CancellationTokenSource();
            var writing = Load.Drive(int.MaxValue, number => portal.Publish(Drafts - BusyDrafts + number), HttpStatusCode.Found, BusyDrafts, ended.Token);
            await Work(Names.Busy, number => portal.CommonPage(number, spread));
            await ended.CancelAsync();
            await writing;
        }

        // As many people as the budget names have been here before the memory is read.
        await Load.Drive(60, number => Portal.Get("/", Portal.Writer(number)), most: Sessions);
        return new Measurement(world.Items, figures, server.Started, server.ResidentMiB, server.OwnMiB);
    }

    // Every kind of work, so that all of it is compiled for good when it counts; as much of the writing as there is for it.
    private static async Task Warm(Portal portal, int seconds, int spread)
    {
        int drafts = -1, acknowledgements = -1, replies = -1;
        HttpRequestMessage Common(int number) => portal.CommonPage(number, spread);
        await Load.Drive(seconds, number => (number % 8) switch
        {
            0 => Common(number),
            1 => Portal.Get("/", 1 + (number / 8 % 2)),
            2 => Portal.Get("/items", 1 + (number / 8 % 2)),
            3 => Portal.Absent(2),
            4 => Portal.Topic(number),
            5 => Interlocked.Increment(ref replies) is var reply && reply < WarmReplies ? portal.Reply(reply) : Common(number),
            6 => Interlocked.Increment(ref drafts) is var draft && draft < WarmDrafts ? portal.Publish(draft) : Common(number),
            _ => Interlocked.Increment(ref acknowledgements) is var one && one < WarmAcknowledgements ? portal.Acknowledge(one) : Common(number),
        });
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
