namespace ForumPortal.Demo.Identity;

/// <summary>Tells the forum that somebody's sign-in at this provider has ended.</summary>
internal sealed class LogoutNotice(Provider provider, BackChannel backChannel)
{
    public async Task Send(ProviderSession? ended)
    {
        if (ended is null) return;
        provider.AccessTokens.RevokeSession(ended.Sid);
        if (ended.IsUsedByForum && provider.Options.BackChannelLogoutUri(provider.Handle) is { } address)
            await backChannel.SendLogout(address, provider.Tokens.LogoutToken(ended));
    }
}
