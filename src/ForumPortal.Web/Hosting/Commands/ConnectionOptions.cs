using ForumPortal.Application.Directory;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The options that describe a connection, for setting up and for connecting.</summary>
internal static class ConnectionOptions
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("issuer", "ADDRESS", "The provider's issuer, to the letter") { IsRequired = true },
        new("client-id", "ID", "The client id that the provider shows") { IsRequired = true },
        new("client-secret-file", "FILE", "The file that holds the client secret; - reads it from standard input") { IsRequired = true },
        new("auth-method", "basic|post", "How the secret is sent; basic where nothing is said"),
        new("admission", "everyone|ask|invited", "Who is admitted at their first sign-in; invited where nothing is said"),
        new("role-claim", "NAME", "The claim that roles are read from"),
        new("map", "VALUE=ROLE", "Which value of the claim gives which role") { IsRepeated = true },
    ];

    public static PutConnection Read(CommandRun run, string organization)
    {
        var options = run.Options;
        var issuer = options.Require("issuer");
        if (!run.Host.Environment.IsDevelopment() && !issuer.StartsWith("https://", StringComparison.Ordinal))
            throw new UsageException("--issuer must begin with https://.", run.Command);
        return new PutConnection(
            organization,
            issuer,
            options.Require("client-id"),
            SecretInput.Read(run, "client-secret-file"),
            options.Word("auth-method", ClientAuthentication.Basic, ("basic", ClientAuthentication.Basic), ("post", ClientAuthentication.Post)),
            options.Word("admission", AdmissionPolicy.OnlyInvited, ("everyone", AdmissionPolicy.Everyone), ("ask", AdmissionPolicy.AskAdministrator), ("invited", AdmissionPolicy.OnlyInvited)),
            options.Find("role-claim") ?? "",
            Map(run));
    }

    public static void SayAddresses(CommandRun run, string connection)
    {
        run.Say("Enter at the provider:");
        run.Say($"  redirect URI                {run.PublicAddress}/signin/callback/{connection}");
        run.Say($"  back-channel logout URI     {run.PublicAddress}/signin/backchannel/{connection}");
        run.Say($"  address after signing out   {run.PublicAddress}/signed-out");
    }

    private static Dictionary<string, Role> Map(CommandRun run)
    {
        var map = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var pair in run.Options.All("map"))
        {
            // The last: a value may itself hold one.
            var equals = pair.LastIndexOf('=');
            if (equals <= 0) throw new UsageException($"--map '{pair}' is not of the form value=Role.", run.Command);
            map[pair[..equals]] = map.GetValueOrDefault(pair[..equals]) | RoleWords.Read(run, "map", pair[(equals + 1)..]);
        }
        if (map.Count > 0 && !run.Options.Has("role-claim")) throw new UsageException("--map needs --role-claim: the claim whose values are mapped.", run.Command);
        return map;
    }
}
