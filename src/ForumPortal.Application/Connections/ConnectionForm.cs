using System.Globalization;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>The settings of a connection as its administrator types them.</summary>
public sealed record ConnectionForm
{
    /// <summary>How many values of the claim can be mapped.</summary>
    public const int MostRows = 60;

    /// <summary>The provider's issuer, to the letter; not looked at where an existing connection is changed.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Our client id there; at most 400 characters.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Our secret there; empty keeps the one that is there.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>How the portal proves itself.</summary>
    [Chosen("authentication")]
    public ClientAuthentication ClientAuthentication { get; init; } = ClientAuthentication.Basic;

    /// <summary>Whether a new key takes the place of the one there, once it is used.</summary>
    public bool IsKeyRenewed { get; init; }

    /// <summary>The day on which the secret runs out, as yyyy-MM-dd, UTC; empty where it is not known. A key's certificate says so itself.</summary>
    public string ExpiresOn { get; init; } = "";

    /// <summary>The authentication contexts that are demanded, separated by spaces; empty for none.</summary>
    public string AcrValues { get; init; } = "";

    /// <summary>Whom the connection lets in.</summary>
    public AdmissionPolicy Admission { get; init; } = AdmissionPolicy.OnlyInvited;

    /// <summary>The claim that roles are read from; empty for none.</summary>
    public string RoleClaim { get; init; } = "";

    /// <summary>Values of the claim; an empty one is no row.</summary>
    public IReadOnlyList<string> Values { get; init; } = new List<string>();

    /// <summary>For each value the role that it gives.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = new List<Role>();

    /// <summary>The version of the trial that the form shows; 0 where there was none.</summary>
    public long Version { get; init; }

    /// <summary>Nothing of it, for the secret would be in it.</summary>
    public override string ToString() => nameof(ConnectionForm);

    internal bool HasKey => ClientAuthentication == ClientAuthentication.PrivateKeyJwt;

    internal DateTimeOffset? Expires =>
        DateTimeOffset.TryParseExact(ExpiresOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;

    internal IEnumerable<FieldError> Validate(bool isNew)
    {
        if (isNew && Issuer.Trim().Length == 0) yield return new("issuer", "Give the provider's issuer.");
        if (ClientId.Trim().Length is 0 or > 400 || ClientId.Any(char.IsControl)) yield return new("client-id", "Give the client id that the provider shows.");
        if (isNew && !HasKey && ClientSecret.Length == 0) yield return new("client-secret", "Enter the client secret, or choose the key that the portal makes.");
        if (ClientSecret.Length > 2000 || (HasKey && ClientSecret.Length > 0)) yield return new("client-secret", HasKey ? "With a key there is no client secret. Leave the field empty, or choose how the secret is sent." : "A client secret has at most 2,000 characters.");
        if (!Enum.IsDefined(ClientAuthentication)) yield return new("authentication", "Choose how the portal proves itself.");
        if (!Enum.IsDefined(Admission)) yield return new("admission", "Choose who is admitted.");
        if (ExpiresOn.Length > 0 && Expires is null) yield return new("expires", "Give the day as year, month and day, such as 2027-03-31.");
        if (AcrValues.Length > 400 || AcrValues.Any(char.IsControl)) yield return new("acr-values", "The authentication contexts must be separated by spaces, and no longer than 400 characters together.");
        if (RoleClaim.Length > 200 || RoleClaim.Any(char.IsControl)) yield return new("role-claim", "The name of a claim has at most 200 characters.");
        if (Values.Count > MostRows || Values.Count != Roles.Count || Values.Any(value => value.Length > 200 || value.Any(char.IsControl)))
            yield return new("map", $"At most {MostRows} values of 200 characters can be mapped.");
        else if (RoleClaim.Trim().Length == 0 && Values.Any(value => value.Trim().Length > 0)) yield return new("role-claim", "Name the claim whose values are mapped, or take the values away.");
    }

    /// <summary>The mapping; a value that stands twice gives both roles.</summary>
    /// <exception cref="InvalidException">A role cannot come from a claim of this sector.</exception>
    internal Dictionary<string, Role> Map(Sector sector)
    {
        var map = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var (value, role) in Values.Zip(Roles).Where(row => row.First.Trim().Length > 0))
        {
            if (role == Role.None || (role & ~Domain.Directory.Roles.ByClaim(sector)) != 0) throw new InvalidException("map", $"'{value.Trim()}' cannot give that role: choose one that the sector of your organization allows.");
            map[value.Trim()] = map.GetValueOrDefault(value.Trim()) | role;
        }
        return map;
    }
}

/// <summary>How an issuer may be written.</summary>
/// <param name="IsHttpsOnly">Whether plain HTTP is refused, as everywhere but on one's own machine.</param>
public sealed record IssuerRule(bool IsHttpsOnly)
{
    internal void Demand(string issuer)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0 || issuer.Length > 400)
            throw new InvalidException("issuer", "The issuer must be an absolute https address without query or fragment, to the letter as the provider publishes it.");
        if (IsHttpsOnly && address.Scheme != Uri.UriSchemeHttps) throw new InvalidException("issuer", "The issuer must begin with https.");
    }
}
