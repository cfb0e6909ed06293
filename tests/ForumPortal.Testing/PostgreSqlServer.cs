using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace ForumPortal.Testing;

/// <summary>A PostgreSQL on loopback, started with the first test that wants it and gone with the tests, however they end.</summary>
internal static class PostgreSqlServer
{
    // The server is asked to stop when the pipe to this script closes, which it does even when the tests are killed.
    // By TERM, which unlike INT also ends one that has not yet begun to listen to signals.
    private const string Script = """
        set -e
        directory=$(mktemp -d /tmp/forum-portal-postgresql-XXXXXX)
        trap 'rm -rf "$directory"' EXIT
        cd "$directory"
        printf '%s' "$PASSWORD" > password
        "$BIN/initdb" -D data -U forum -E UTF8 --locale=C -A scram-sha-256 --pwfile=password --no-sync > initdb.log
        rm password
        "$BIN/postgres" -D data -p "$PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$directory" -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off > server.log 2>&1 &
        server=$!
        read -r end || true
        kill -TERM "$server"
        wait "$server" || true
        """;

    private static readonly Lazy<Task<NpgsqlConnectionStringBuilder>> Server = new(Start);
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Makes a database, empty or as a copy of that template, and says how to connect to it.</summary>
    public static async Task<string> Create(string name, string? template)
    {
        await Execute(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder((await Server.Value).ToString()) { Database = name, Pooling = true, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>Lets nobody connect to it any more: the server copies no database that somebody uses.</summary>
    public static Task Shut(string name) => Execute($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");

    /// <summary>Drops a database, whoever is still connected to it.</summary>
    public static Task Drop(string name) => Execute($"DROP DATABASE {name} WITH (FORCE)");

    private static async Task Execute(string sql)
    {
        var server = await Server.Value;
        await OneAtATime.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(server.ToString());
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<NpgsqlConnectionStringBuilder> Start()
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var port = FreePort();
        var process = Process.Start(Command(password, port))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();

        var server = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "forum", Password = password, Database = "postgres", Pooling = false };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                await using var connection = new NpgsqlConnection(server.ToString());
                await connection.OpenAsync();
                return server;
            }
            catch (NpgsqlException) when (!process.HasExited && waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Not yet.
            }
        }
    }

    private static ProcessStartInfo Command(string password, int port)
    {
        // PostgreSQL refuses to run as root.
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "/bin/sh", "-c", Script] : ["/bin/sh", "-c", Script];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true };
        start.Environment["BIN"] = Binaries();
        start.Environment["PASSWORD"] = password;
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    private static string Binaries() =>
        new[] { "/usr/lib/postgresql/15/bin" }.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL is missing, and the tests run on it too. Run tests/run, which installs what they need.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
