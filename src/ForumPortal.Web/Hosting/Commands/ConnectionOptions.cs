using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.SignIn;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The options that describe a connection, for setting up and for connecting.</summary>
internal sealed class ConnectionOptions
{
    private const string KeyMethod = "private-key-jwt";

    private readonly Option<string> issuer = CommandOption.Text(
        "--issuer", "ADDRESS", "The provider's issuer, to the letter", isRequired: true);
    private readonly Option<string> clientId = CommandOption.Text(
        "--client-id", "ID", "The client id that the provider shows", isRequired: true);
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

    public ConnectionOptions(Command command)
    {
        foreach (var option in (Option[])[issuer, clientId, secretFile, authentication, newKey, acrValues, admission, roleClaim, map]) command.Add(option);
    }

    public PutConnection Read(CommandRun run, string organization)
    {
        var address = run.Require(issuer);
        if (!run.Host.Environment.IsDevelopment() && !address.StartsWith("https://", StringComparison.Ordinal))
            throw new UsageException($"{issuer.Name} must begin with https://.");
        var method = run.Find(authentication) ?? ClientAuthentication.Basic;
        if (method == ClientAuthentication.PrivateKeyJwt && run.Find(secretFile) is not null)
            throw new UsageException($"{secretFile.Name} does not go with {KeyMethod}: the portal makes the key itself.");
        return new PutConnection
        {
            Organization = organization,
            Issuer = address,
            ClientId = run.Require(clientId),
            ClientSecret = method == ClientAuthentication.PrivateKeyJwt ? "" : SecretInput.Read(run, secretFile),
            ClientAuthentication = method,
            Admission = run.Find(admission) ?? AdmissionPolicy.OnlyInvited,
            RoleClaim = run.Find(roleClaim) ?? "",
            RoleMap = Map(run),
            AcrValues = run.Find(acrValues) ?? "",
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

    private Dictionary<string, Role> Map(CommandRun run)
    {
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var pair in run.Find(map) ?? [])
        {
            // The last: a value may itself hold one.
            var equals = pair.LastIndexOf('=');
            if (equals <= 0) throw new UsageException($"{map.Name} '{pair}' is not of the form value=Role.");
            roles[pair[..equals]] = roles.GetValueOrDefault(pair[..equals]) | RoleWords.Read(map.Name, pair[(equals + 1)..]);
        }
        if (roles.Count > 0 && run.Find(roleClaim) is null) throw new UsageException($"{map.Name} needs {roleClaim.Name}: the claim whose values are mapped.");
        return roles;
    }
}
