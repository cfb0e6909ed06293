using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using Microsoft.AspNetCore.Authentication;
using static System.Buffers.Text.Base64Url;

namespace ForumPortal.Federation.SignIn;

/// <summary>What a sign-in remembers between its beginning and the provider's answer: encrypted in the state, bound to the browser by a cookie.</summary>
internal sealed class SignInState(AuthenticationProperties properties)
{
    /// <summary>How long a sign-in may take; shorter than what was used once is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public AuthenticationProperties Properties => properties;

    public string Connection => this["connection"];

    public long Version => long.Parse(this["version"], CultureInfo.InvariantCulture);

    /// <summary>The random part that works once.</summary>
    public string Once => this["once"];

    public string Nonce => this["nonce"];

    public string Verifier => this["verifier"];

    public string Challenge => EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public bool IsFresh => this["fresh"] == "yes";

    /// <summary>Whether a fresh sign-in asks for the age of the last one (max_age) too.</summary>
    public bool AsksForAge => this[SignInChallenge.WithoutAge] != "yes";

    public string Invitation => this["invitation"];

    /// <summary>The trial that is tested; empty where somebody signs in.</summary>
    public string Trial => this["trial"];

    /// <summary>The member who tests; 0 for nobody.</summary>
    public long Tester => long.TryParse(this["tester"], CultureInfo.InvariantCulture, out var member) ? member : 0;

    public DateTimeOffset BeganAt => properties.IssuedUtc ?? DateTimeOffset.MinValue;

    /// <summary>The challenge that begins the same once more, without asking for the age of the last sign-in.</summary>
    public AuthenticationProperties AgainWithoutAge()
    {
        var again = new AuthenticationProperties { RedirectUri = properties.RedirectUri };
        foreach (var name in new[] { SignInChallenge.Connection, SignInChallenge.Fresh, SignInChallenge.Invitation, SignInChallenge.Trial, SignInChallenge.Tester }) again.Items[name] = this[name];
        again.Items[SignInChallenge.WithoutAge] = "yes";
        return again;
    }

    private string this[string name] => properties.Items.TryGetValue(name, out var value) ? value ?? "" : "";

    /// <summary>Begins a sign-in through that connection, taking from the challenge only what is known.</summary>
    public static SignInState Begin(Connection connection, AuthenticationProperties challenge, DateTimeOffset now)
    {
        string Asked(string name) => challenge.Items.TryGetValue(name, out var value) ? value ?? "" : "";
        var begun = new AuthenticationProperties
        {
            IssuedUtc = now,
            RedirectUri = Paths.Local(challenge.RedirectUri),
        };
        begun.Items["connection"] = connection.Reference;
        begun.Items["version"] = connection.Version.ToString(CultureInfo.InvariantCulture);
        begun.Items["once"] = Ids.Secret();
        begun.Items["nonce"] = Ids.Secret();
        begun.Items["verifier"] = Ids.Secret();
        begun.Items["fresh"] = Asked(SignInChallenge.Fresh);
        begun.Items[SignInChallenge.WithoutAge] = Asked(SignInChallenge.WithoutAge);
        begun.Items["invitation"] = Asked(SignInChallenge.Invitation);
        begun.Items["trial"] = Asked(SignInChallenge.Trial);
        begun.Items["tester"] = Asked(SignInChallenge.Tester);
        return new SignInState(begun);
    }
}
