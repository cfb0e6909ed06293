namespace ForumPortal.Demo.Identity;

/// <summary>Where the browser goes back to, with an answer or an error.</summary>
internal sealed record ReturnAddress(Uri RedirectUri, string? State);

/// <summary>A request to sign somebody in that has passed every check.</summary>
internal sealed record AuthorizationRequest(
    ReturnAddress Return,
    string Nonce,
    string CodeChallenge,
    IReadOnlySet<string> Scopes,
    IReadOnlySet<string> Prompts,
    int? MaxAge,
    string? Acr)
{
    /// <summary>The forum forbids to ask the person anything.</summary>
    public bool IsSilent => Prompts.Contains("none");

    /// <summary>Whether the person must sign in, although somebody may be signed in already.</summary>
    public bool NeedsSignIn(ProviderSession? session, DateTimeOffset now) =>
        session is null
        || Prompts.Contains("login")
        || Prompts.Contains("select_account")
        || MaxAge is { } seconds && now - session.AuthTime >= TimeSpan.FromSeconds(seconds);
}
