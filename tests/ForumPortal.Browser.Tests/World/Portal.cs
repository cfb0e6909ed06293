using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Browser.Tests.World;

/// <summary>The real program as a process of its own, with its own data and ports.</summary>
public sealed class Portal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string data = Directory.CreateTempSubdirectory("forum-portal-browser-").FullName;
    private readonly StringBuilder said = new();
    private Process? process;

    /// <summary>Where the portal answers.</summary>
    public string Address { get; } = $"http://localhost:{FreePort()}";

    /// <summary>Where the sample providers answer.</summary>
    public string Providers { get; } = $"http://localhost:{FreePort()}";

    /// <summary>Starts it on its data, and returns when it serves.</summary>
    public async Task Start()
    {
        var serves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Program(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, serves);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, serves);
        process.Exited += (_, _) => serves.TrySetException(new InvalidOperationException($"The portal ended before it served.\n{said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await serves.Task.WaitAsync(Patience);
    }

    /// <summary>Runs one of the program's commands on its data, and answers what it said.</summary>
    public async Task<string> Run(params string[] arguments)
    {
        using var command = Process.Start(Program(arguments))!;
        var answer = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? answer : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {await command.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Ends it as a power cut would: SIGKILL to this one process.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Changes what only time or the operator changes, directly in the database.</summary>
    public int Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "forum.db")};Default Timeout=20;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>Lets the moment come of all that was handed in without a name.</summary>
    public async Task LetTakeEffect()
    {
        while (Execute("UPDATE deferred_act SET due_at = 1, is_fixed = 1 WHERE state = 'waiting'") > 0) await Task.Delay(100);
    }

    /// <summary>As if the person had never accepted any terms.</summary>
    public void ForgetTerms(string email)
    {
        Execute($"DELETE FROM terms_acceptance WHERE member_id = (SELECT id FROM member WHERE email = '{email}')");
        if (Execute($"UPDATE member SET terms_version = 0 WHERE email = '{email}'") != 1) throw new InvalidOperationException($"Nobody is {email}.");
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Directory.Delete(data, recursive: true);
    }

    private ProcessStartInfo Program(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.WebProgram, .. arguments]) { WorkingDirectory = Repository.Web, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["FORUMPORTAL_Portal__PublicAddress"] = Address;
        start.Environment["FORUMPORTAL_Sample__ProvidersAddress"] = Providers;
        start.Environment["FORUMPORTAL_Data__Directory"] = data;
        return start;
    }

    private void Hear(string? line, TaskCompletionSource serves)
    {
        if (line is null) return;
        lock (said) said.AppendLine(line);
        if (line.Contains("Application started", StringComparison.Ordinal)) serves.TrySetResult();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
