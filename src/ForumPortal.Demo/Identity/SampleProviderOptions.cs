using Microsoft.Extensions.Logging;

namespace ForumPortal.Demo.Identity;

/// <summary>What the sample providers must know of the forum. Each function is asked anew every time.</summary>
public sealed record SampleProviderOptions
{
    /// <summary>Port on loopback; 0 takes any free one, which <see cref="SampleProviders.AddressOf"/> then tells.</summary>
    public int Port { get; init; } = 5090;

    /// <summary>Whether the address is, character for character, a redirect URI of the forum at that organization.</summary>
    public required Func<string, Uri, bool> IsRedirectUri { get; init; }

    /// <summary>Whether a browser may be sent to the address after signing out at that organization.</summary>
    public required Func<string, Uri, bool> IsPostLogoutRedirectUri { get; init; }

    /// <summary>Where the forum wants to be told of a sign-out at that organization; null for nowhere.</summary>
    public required Func<string, Uri?> BackChannelLogoutUri { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where to log; nothing is logged without one.</summary>
    public ILoggerFactory? Logging { get; init; }
}
