namespace ForumPortal.Demo.Identity;

/// <summary>One organization's provider: its keys, codes, tokens and sessions, shared with no other's.</summary>
internal sealed class Provider
{
    private readonly Func<string> issuer;

    public Provider(SampleOrganization organization, SampleProviderOptions options, BackChannel backChannel, Func<string> issuer)
    {
        this.issuer = issuer;
        Organization = organization;
        Options = options;
        Codes = new(options.Clock);
        AccessTokens = new(options.Clock);
        Sessions = new(organization.Handle, options.Clock);
        Tokens = new(this);
        LogoutNotice = new(this, backChannel);
    }

    public SampleOrganization Organization { get; }

    public SampleProviderOptions Options { get; }

    public string Handle => Organization.Handle;

    public string Issuer => issuer();

    public SigningKey Key { get; } = new();

    public AuthorizationCodes Codes { get; }

    public AccessTokens AccessTokens { get; }

    public ProviderSessions Sessions { get; }

    public TokenMaker Tokens { get; }

    public LogoutNotice LogoutNotice { get; }

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    public string PathTo(string endpoint) => $"/{Handle}/{endpoint}";
}
