namespace ForumPortal.Web.Tests.Hosting;

public sealed class CommandLineTests : IDisposable
{
    private readonly Operator person = new();

    public void Dispose() => person.Dispose();

    [Fact]
    public async Task Help_lists_every_command_and_needs_no_settings()
    {
        Assert.Equal(0, await person.Run("", ["help"]));
        foreach (var command in (string[])["setup", "organization", "connection", "invite", "sign-in-failures", "suspend", "reactivate", "backup", "restore", "audit"])
            Assert.Contains($"  {command} ", person.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setpu")]
    [InlineData("--", "setpu")]
    [InlineData("--", "backup")]
    [InlineData("-x")]
    [InlineData("--serve")]
    [InlineData("--PublicAddress=https://forum.example.org")]
    [InlineData("--Portal:PublicAddress=http://localhost:5080", "serve")]
    [InlineData("backup")]
    [InlineData("backup", "--out")]
    [InlineData("backup", "--out", "a", "--out", "b")]
    [InlineData("backup", "--out", "--replace")]
    [InlineData("backup", "--out", " ")]
    [InlineData("backup", "--to", "a")]
    [InlineData("audit")]
    [InlineData("audit", "check")]
    [InlineData("backup", "a")]
    [InlineData("restore", "--from", "a", "--replace=yes")]
    [InlineData("organization", "--handle", "a1", "--name", "A", "--sector", "bank", "--jurisdiction", "X", "--domain", "a.example")]
    public async Task A_command_line_that_does_not_say_what_to_do_shows_the_usage(params string[] arguments)
    {
        Assert.Equal(64, await person.Run(arguments));
        Assert.Contains("Usage:", person.Errors, StringComparison.Ordinal);
        Assert.Empty(person.Answer);
    }

    [Fact]
    public async Task The_help_of_a_command_lists_its_options_and_needs_no_settings()
    {
        Assert.Equal(0, await person.Run("", ["audit", "verify", "--help"]));
        Assert.Contains("--public-key <FILE>", person.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_for_where_something_else_is_wrong()
    {
        Assert.Equal(64, await person.Run("The Secretariat\n", ["setup", "--nmae", "The Secretariat"], isInteractive: true));
        Assert.Empty(person.Answer);
    }

    [Fact]
    public async Task A_setting_that_cannot_stand_is_named_in_one_line()
    {
        Assert.Equal(2, await person.Run("", ["backup", "--out", "x", "--environment=Production", "--Portal:PublicAddress=http://forum.example.org"]));
        Assert.Contains("Portal:PublicAddress", person.Errors, StringComparison.Ordinal);
        Assert.Single(person.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--Portal:PublicAdress=https://forum.example.org", "Portal:PublicAddress")]
    [InlineData("--Portl:PublicAddress=https://forum.example.org", "Portal:PublicAddress")]
    [InlineData("--Foo:Bar=x", "docs/operations.md")]
    public async Task A_setting_that_is_mistyped_stops_the_program_and_names_the_one_that_is_meant(string mistyped, string meant)
    {
        Assert.Equal(2, await person.Run("", ["backup", "--out", "x", mistyped]));
        Assert.Contains(mistyped[2..].Split('=')[0], person.Errors, StringComparison.Ordinal);
        Assert.Contains(meant, person.Errors, StringComparison.Ordinal);
        Assert.Single(person.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Help_behind_two_hyphens_is_help()
    {
        Assert.Equal(0, await person.Run("", ["--", "help"]));
        Assert.Contains("  setup ", person.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_is_told_in_one_line()
    {
        Directory.CreateDirectory(person.File("data"));
        await File.WriteAllTextAsync(person.File("data/forum.db"), new string('x', 8192));
        Assert.Equal(3, await person.Run("suspend", "--organization", "norland"));
        Assert.Single(person.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_secret_file_that_others_can_read_is_refused()
    {
        File.SetUnixFileMode(person.File("client"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(64, await person.Run(person.SetUp));
        Assert.Contains("--client-secret-file", person.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_where_somebody_is_there()
    {
        var arguments = person.SetUp.Where((_, at) => at is not (1 or 2)).ToArray();
        Assert.Equal(0, await person.Run("\nThe Secretariat\n", [.. arguments, .. person.Production], isInteractive: true));
        Assert.Contains("The secretariat's name: The secretariat's name: ", person.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("post", true)]
    [InlineData("private-key-jwt", false)]
    public async Task The_file_of_the_secret_is_asked_for_unless_there_is_none(string method, bool isAsked)
    {
        string[] arguments = [.. person.SetUp[..^2], "--auth-method", method];
        Assert.Equal(0, await person.Run($"{person.File("client")}\n", [.. arguments, .. person.Production], isInteractive: true));
        Assert.Equal(isAsked, person.Answer.Contains("The file that holds the client secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_secret_comes_from_standard_input_too()
    {
        var arguments = person.SetUp.Select(argument => argument == person.File("client") ? "-" : argument).ToArray();
        Assert.Equal(1, await person.Run("", [.. arguments, .. person.Production]));
        Assert.Contains("client-secret-file", person.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await person.Run("s3cret\n", [.. arguments, .. person.Production]));
    }
}
