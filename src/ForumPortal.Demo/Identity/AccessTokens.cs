namespace ForumPortal.Demo.Identity;

/// <summary>Access tokens of one provider: opaque, for its userinfo endpoint alone.</summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ShortLived<Authorization> tokens = new(clock, Lifetime);

    public string Issue(Authorization authorization) => tokens.Add(authorization);

    public Authorization? Find(string token) => tokens.TryGet(token, out var authorization) ? authorization : null;

    public void Revoke(Authorization authorization) =>
        tokens.RemoveWhere(other => ReferenceEquals(other, authorization));

    public void RevokeSession(string sid) => tokens.RemoveWhere(other => other.Session.Sid == sid);
}
