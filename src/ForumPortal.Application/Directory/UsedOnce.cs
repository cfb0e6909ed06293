using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Directory;

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

/// <summary>Enters a failed sign-in in the record, with the reason that an administrator needs.</summary>
/// <param name="OrganizationId">Through whose connection; 0 where none is known.</param>
/// <param name="Reason">Why, without anything that the provider sent.</param>
/// <param name="Address">The network address.</param>
/// <param name="RequestId">The id of the request, by which the administrator finds the entry.</param>
[OnlyTheProgram]
public sealed record RecordSignInFailure(long OrganizationId, string Reason, string Address, string RequestId) : ICommand<bool>;

internal sealed class RecordSignInFailureHandler(Work work) : IRequestHandler<RecordSignInFailure, bool>
{
    public Task<bool> Handle(RecordSignInFailure request, CancellationToken cancellation)
    {
        work.Caller = work.Caller with { Address = request.Address, RequestId = request.RequestId };
        work.Record(new Audit.AuditEvent("sign-in.failed") { Outcome = "refused", Detail = request.Reason, OrganizationId = request.OrganizationId });
        return Task.FromResult(true);
    }
}
