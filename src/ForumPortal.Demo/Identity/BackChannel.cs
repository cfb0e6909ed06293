using Microsoft.Extensions.Logging;

namespace ForumPortal.Demo.Identity;

/// <summary>The line from the providers to the forum's server, past the browser.</summary>
internal sealed class BackChannel(ILogger<BackChannel> log) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Sends the token; a forum that does not answer must not keep anybody from signing out here.</summary>
    public async Task SendLogout(Uri address, string logoutToken)
    {
        try
        {
            using var content = new FormUrlEncodedContent([new("logout_token", logoutToken)]);
            using var answer = await client.PostAsync(address, content);
            if (!answer.IsSuccessStatusCode)
                log.LogWarning("The forum answered {Status} to a logout token at {Address}", (int)answer.StatusCode, address);
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            log.LogWarning(problem, "The forum could not be told of a sign-out at {Address}", address);
        }
    }

    public void Dispose() => client.Dispose();
}
