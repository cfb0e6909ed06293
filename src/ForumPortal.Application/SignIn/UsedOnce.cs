using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Things that work once: states, logout tokens.</summary>
internal static class UsedOnce
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Uses it, or refuses because it has been used.</summary>
    public static async Task Use(Work work, IReadOnlyList<string> token)
    {
        var hash = Ids.Hash(token);
        if (await work.Value<long>("SELECT COUNT(*) FROM used_once WHERE token_hash = @hash", new { hash }) > 0)
            throw new ConflictException("This was used before.");
        await work.Execute("DELETE FROM used_once WHERE until_at < @now", new { now = work.Now });
        await work.Execute("INSERT INTO used_once (token_hash, until_at) VALUES (@hash, @until)", new { hash, until = work.Now + Kept });
    }
}

/// <summary>Takes the state of a sign-in, which works once, on every node.</summary>
/// <param name="State">The state's random part.</param>
[OnlyTheProgram]
public sealed record TakeSignInState(string State) : ICommand<bool>;

internal sealed class TakeSignInStateHandler(Work work) : IRequestHandler<TakeSignInState, bool>
{
    public async Task<bool> Handle(TakeSignInState request, CancellationToken cancellation)
    {
        await UsedOnce.Use(work, ["state", request.State]);
        return true;
    }
}
