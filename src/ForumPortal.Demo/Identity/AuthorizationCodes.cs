namespace ForumPortal.Demo.Identity;

/// <summary>What a code stands for until it is redeemed.</summary>
internal sealed record Authorization(AuthorizationRequest Request, ProviderSession Session)
{
    private int redeemed;

    /// <summary>True for the first caller only.</summary>
    public bool TryRedeem() => Interlocked.Exchange(ref redeemed, 1) == 0;
}

/// <summary>Codes of one provider: good once, for a minute.</summary>
internal sealed class AuthorizationCodes(TimeProvider clock)
{
    private readonly ShortLived<Authorization> codes = new(clock, TimeSpan.FromSeconds(60));

    public string Issue(Authorization authorization) => codes.Add(authorization);

    /// <summary>The authorization behind the code; a used code is still found, so that its tokens can be revoked.</summary>
    public Authorization? Find(string code) => codes.TryGet(code, out var authorization) ? authorization : null;
}
