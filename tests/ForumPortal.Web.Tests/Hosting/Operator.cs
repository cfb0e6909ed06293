using ForumPortal.Web.Hosting;
using ForumPortal.Web.Hosting.Commands;

namespace ForumPortal.Web.Tests.Hosting;

/// <summary>An operator at a command line with a data directory of their own.</summary>
internal sealed class Operator : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("forum-portal-operator-").FullName;

    public Operator()
    {
        Secret("key", Convert.ToBase64String(new byte[32]));
        Secret("client", "s3cret");
    }

    /// <summary>What the last command answered.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Why the last command was refused.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>A file beside the data.</summary>
    public string File(string name) => Path.Combine(directory, name);

    /// <summary>Writes a file that is the owner's alone.</summary>
    public string Secret(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        System.IO.File.SetUnixFileMode(File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return File(name);
    }

    /// <summary>The settings of a production forum here.</summary>
    public string[] Production => ["--environment=Production", "--Portal:PublicAddress=https://forum.example.org", $"--Data:Directory={File("data")}", $"--Keys:EncryptionKeyFile={File("key")}"];

    /// <summary>The settings of a machine for development, with this data.</summary>
    public string[] Development => ["--environment=Development", "--Portal:PublicAddress=http://localhost:5980", "--Sample:Enabled=false", $"--Data:Directory={File("data")}"];

    /// <summary>Runs the program's command line and gives the exit code.</summary>
    public Task<int> Run(params string[] arguments) => Run(null, [.. arguments, .. Production]);

    /// <summary>The same with a given standard input and no settings added; somebody is there where <paramref name="isInteractive"/>.</summary>
    public async Task<int> Run(string? input, string[] arguments, bool isInteractive = false)
    {
        using var reader = new StringReader(input ?? "");
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Startup.Run([.. arguments, "--applicationName=ForumPortal.Web"], new Terminal(reader, output, errors, isInteractive));
        (Answer, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    /// <summary>The arguments that set a forum up.</summary>
    public string[] SetUp =>
    [
        "setup", "--name", "Secretariat", "--domain", "secretariat.example.org", "--jurisdiction", "Switzerland",
        "--issuer", "https://id.secretariat.example.org", "--client-id", "forum", "--client-secret-file", File("client"),
    ];

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
