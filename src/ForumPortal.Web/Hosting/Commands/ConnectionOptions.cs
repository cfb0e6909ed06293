using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.SignIn;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The options that describe a connection, for setting up and for connecting.</summary>
internal sealed class ConnectionOptions
{
    private const string KeyMethod = "private-key-jwt";

    private readonly Option<string> issuer;
    private readonly Option<string> clientId;
    private readonly Option<string> secretFile = CommandOption.Text(
        "--client-secret-file", "FILE", "The file that holds the client secret; - reads it from standard input");
    private readonly Option<ClientAuthentication?> authentication = CommandOption.Word(
        "--auth-method", "METHOD",
        $"basic or post, how the secret is sent; or {KeyMethod}, with a key that the portal makes, and no secret; basic where nothing is said", isRequired: false,
        ("basic", ClientAuthentication.Basic), ("post", ClientAuthentication.Post), (KeyMethod, ClientAuthentication.PrivateKeyJwt));
    private readonly Option<bool> newKey = CommandOption.Switch(
        "--new-key", $"With {KeyMethod}: makes a new key in the place of the one there");
    private readonly Option<string> acrValues = CommandOption.Text(
        "--acr-values", "VALUES", "The authentication contexts of which the provider must meet one at every sign-in, separated by spaces");
    private readonly Option<AdmissionPolicy?> admission = CommandOption.Word(
        "--admission", "everyone|ask|invited", "Who is admitted at their first sign-in; invited where nothing is said", isRequired: false,
        ("everyone", AdmissionPolicy.Everyone), ("ask", AdmissionPolicy.AskAdministrator), ("invited", AdmissionPolicy.OnlyInvited));
    private readonly Option<string> roleClaim = CommandOption.Text("--role-claim", "NAME", "The claim that roles are read from");
    private readonly Option<string[]> map = CommandOption.Texts(
        "--map", "VALUE=ROLE", "Which value of the claim gives which role; may be repeated");

    /// <param name="command">The command that takes them.</param>
    /// <param name="isFirst">Whether there is no connection yet, so that provider and client must be named.</param>
    public ConnectionOptions(Command command, bool isFirst)
    {
        issuer = CommandOption.Text("--issuer", "ADDRESS", "The provider's issuer, to the letter", isFirst);
        clientId = CommandOption.Text("--client-id", "ID", "The client id that the provider shows", isFirst);
        foreach (var option in (Option[])[issuer, clientId, secretFile, authentication, newKey, acrValues, admission, roleClaim, map]) command.Add(option);
    }

    /// <summary>Whether none of them is given.</summary>
    public bool AreAbsent(CommandRun run) => ((Option[])[issuer, clientId, secretFile, authentication, newKey, acrValues, admission, roleClaim, map]).All(option => run.Given.GetResult(option) is null or { Implicit: true });

    /// <summary>The issuer that is meant: the one that is named, or that of the only connection.</summary>
    public string Issuer(CommandRun run, IReadOnlyList<ConnectionAsSet> there) =>
        run.Find(issuer) ?? (there.Count == 1 ? there[0].Issuer : throw new UsageException($"{issuer.Name} is missing: {(there.Count == 0 ? "there is no connection yet" : $"there are {there.Count} connections")}."));

    /// <summary>The connection as it is to be: what is not named stays as it is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="organization">The organization's handle.</param>
    /// <param name="address">The issuer.</param>
    /// <param name="old">The connection as it is; null for a new one.</param>
    public PutConnection Read(CommandRun run, string organization, string address, ConnectionAsSet? old = null)
    {
        if (!run.Host.Environment.IsDevelopment() && !address.StartsWith("https://", StringComparison.Ordinal))
            throw new UsageException($"{issuer.Name} must begin with https://.");
        var method = run.Find(authentication) ?? old?.ClientAuthentication ?? ClientAuthentication.Basic;
        var keepsSecret = run.Find(secretFile) is null && old is { ClientAuthentication: not ClientAuthentication.PrivateKeyJwt };
        if (method == ClientAuthentication.PrivateKeyJwt && run.Find(secretFile) is not null)
            throw new UsageException($"{secretFile.Name} does not go with {KeyMethod}: the portal makes the key itself.");
        return new PutConnection
        {
            Organization = organization,
            Issuer = address,
            ClientId = run.Find(clientId) ?? old?.ClientId ?? throw new UsageException($"{clientId.Name} is missing: {clientId.Description}."),
            ClientSecret = method == ClientAuthentication.PrivateKeyJwt || keepsSecret ? "" : SecretInput.Read(run, secretFile),
            KeepsSecret = keepsSecret,
            ClientAuthentication = method,
            Admission = run.Find(admission) ?? old?.Admission ?? AdmissionPolicy.OnlyInvited,
            RoleClaim = run.Find(roleClaim) ?? old?.RoleClaim ?? "",
            RoleMap = run.Find(map) is { Length: > 0 } ? Map(run, old) : old?.RoleMap ?? new Dictionary<string, Role>(),
            AcrValues = run.Find(acrValues) ?? old?.AcrValues ?? "",
            IsKeyRenewed = run.Find(newKey),
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

    /// <summary>Says what the provider says of itself.</summary>
    public static async Task SayWhatIsThere(CommandRun run, string issuer)
    {
        foreach (var line in await run.Services.GetRequiredService<ProviderProbe>().Look(issuer, CancellationToken.None)) run.Say(line);
    }

    /// <summary>Says how connections are set.</summary>
    public static void Say(CommandRun run, IReadOnlyList<ConnectionAsSet> there)
    {
        foreach (var one in there)
        {
            run.Say($"{one.Issuer}{(one.IsPreferred ? "  (people are led to it)" : one.IsEnabled ? "" : "  (turned off)")}");
            run.Say($"  reference     {one.Reference}");
            run.Say($"  client id     {one.ClientId}");
            run.Say($"  auth method   {one.ClientAuthentication switch { ClientAuthentication.Basic => "basic", ClientAuthentication.Post => "post", _ => KeyMethod }}");
            run.Say($"  admission     {one.Admission switch { AdmissionPolicy.Everyone => "everyone", AdmissionPolicy.AskAdministrator => "ask", _ => "invited" }}");
            run.Say($"  acr values    {(one.AcrValues.Length > 0 ? one.AcrValues : "none")}");
            run.Say($"  role claim    {(one.RoleClaim.Length > 0 ? one.RoleClaim : "none")}");
            foreach (var (value, role) in one.RoleMap) run.Say($"    {value} = {Domain.Words.Of(role)}");
        }
    }

    private Dictionary<string, Role> Map(CommandRun run, ConnectionAsSet? old)
    {
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var pair in run.Find(map) ?? [])
        {
            // The last: a value may itself hold one.
            var equals = pair.LastIndexOf('=');
            if (equals <= 0) throw new UsageException($"{map.Name} '{pair}' is not of the form value=Role.");
            roles[pair[..equals]] = roles.GetValueOrDefault(pair[..equals]) | RoleWords.Read(map.Name, pair[(equals + 1)..]);
        }
        if (roles.Count > 0 && run.Find(roleClaim) is null && old is not { RoleClaim.Length: > 0 }) throw new UsageException($"{map.Name} needs {roleClaim.Name}: the claim whose values are mapped.");
        return roles;
    }
}
