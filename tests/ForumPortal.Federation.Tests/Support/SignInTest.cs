using ForumPortal.Federation.SignIn;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>One provider, one portal, one browser, and the connection between them.</summary>
public abstract class SignInTest : IAsyncLifetime
{
    internal HostileProvider Provider { get; private set; } = null!;

    internal Portal Portal { get; private set; } = null!;

    internal Browser Browser { get; private set; } = null!;

    internal string Connection { get; private set; } = "";

    /// <summary>How long the portal waits for the provider.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task InitializeAsync()
    {
        Provider = await HostileProvider.Start();
        Portal = await Portal.Start(settings: new KeyValuePair<string, string?>("Federation:ProviderTimeout", $"{Patience}"));
        Browser = new Browser(Portal);
        Connection = await Portal.Connect("meridian", Provider.Issuer);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    internal Task<Landing> SignIn(string query = "") => Browser.Follow($"/start/{Connection}{query}");

    internal async Task Accepted(string name = "Ada Example")
    {
        var landing = await SignIn();
        Assert.Equal("/", landing.Address.PathAndQuery);
        Assert.Equal(name, landing.Body);
    }

    /// <summary>Nobody is signed in, the person sees the code alone, the organization's record holds the reason under the reference.</summary>
    internal async Task Refused(Landing landing, string reason, SignInProblemCode code = SignInProblemCode.Failed)
    {
        Assert.Equal(new SignInProblem(code, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        Assert.Equal(0, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE ended_at IS NULL"));
        Assert.Contains(reason, await Portal.Reason(landing.Reference, "meridian") ?? "no entry in the record", StringComparison.Ordinal);
    }

    internal async Task Refused(string reason, SignInProblemCode code = SignInProblemCode.Failed, string query = "") => await Refused(await SignIn(query), reason, code);
}
