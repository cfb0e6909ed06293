using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Directory;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.SignIn;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The options that describe a connection, for setting up and for connecting.</summary>
internal static class ConnectionOptions
{
    private const string KeyMethod = "private-key-jwt";

    public static IReadOnlyList<Option> All { get; } =
    [
        new("issuer", "ADDRESS", "The provider's issuer, to the letter") { IsRequired = true },
        new("client-id", "ID", "The client id that the provider shows") { IsRequired = true },
        new("client-secret-file", "FILE", "The file that holds the client secret; - reads it from standard input") { IsRequired = true, IsNotNeededWith = ("auth-method", KeyMethod) },
        new("auth-method", "METHOD", $"basic or post, how the secret is sent; or {KeyMethod}, with a key that the portal makes, and no secret; basic where nothing is said"),
        new("new-key", "", $"With {KeyMethod}: makes a new key in the place of the one there"),
        new("acr-values", "VALUES", "The authentication contexts of which the provider must meet one at every sign-in, separated by spaces"),
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
        var authentication = options.Word(
            "auth-method", ClientAuthentication.Basic, ("basic", ClientAuthentication.Basic), ("post", ClientAuthentication.Post), (KeyMethod, ClientAuthentication.PrivateKeyJwt));
        if (authentication == ClientAuthentication.PrivateKeyJwt && options.Has("client-secret-file"))
            throw new UsageException($"--client-secret-file does not go with {KeyMethod}: the portal makes the key itself.", run.Command);
        return new PutConnection(
            organization,
            issuer,
            options.Require("client-id"),
            authentication == ClientAuthentication.PrivateKeyJwt ? "" : SecretInput.Read(run, "client-secret-file"),
            authentication,
            options.Word("admission", AdmissionPolicy.OnlyInvited, ("everyone", AdmissionPolicy.Everyone), ("ask", AdmissionPolicy.AskAdministrator), ("invited", AdmissionPolicy.OnlyInvited)),
            options.Find("role-claim") ?? "",
            Map(run))
        {
            AcrValues = options.Find("acr-values") ?? "",
            IsKeyRenewed = options.Has("new-key"),
        };
    }

    /// <summary>Says what is to be entered at the provider: addresses, and the public half of the connection's key where it has one.</summary>
    public static async Task SayWhatToEnter(CommandRun run, string connection)
    {
        run.Say("Enter at the provider:");
        run.Say($"  redirect URI                {run.PublicAddress}/signin/callback/{connection}");
        run.Say($"  back-channel logout URI     {run.PublicAddress}/signin/backchannel/{connection}");
        run.Say($"  address after signing out   {run.PublicAddress}/signed-out");
        if (await run.Send(new FindClientCertificate(connection)) is not { } certificate) return;
        using var parsed = X509Certificate2.CreateFromPem(certificate);
        run.Say($"  public key, as a JWK set, or as a certificate until {parsed.NotAfter.ToUniversalTime():yyyy-MM-dd}:");
        run.Say(ClientKey.PublicSet(certificate));
        run.Say(certificate);
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
