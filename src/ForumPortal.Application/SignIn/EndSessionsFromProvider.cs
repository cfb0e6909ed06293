using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Ends the sessions that a provider's logout token names, checked by whoever sends this.</summary>
/// <param name="ConnectionId">The connection that it came through.</param>
/// <param name="ProviderSession">The provider's session; empty for all of the subject's.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="Subject">The subject; empty where the session is named.</param>
/// <param name="TokenId">The token's own id, which works once.</param>
/// <param name="Address">The network address.</param>
[OnlyTheProgram]
public sealed record EndSessionsFromProvider(long ConnectionId, string ProviderSession, string Issuer, string Subject, string TokenId, string Address) : ICommand<int>;

internal sealed class EndSessionsFromProviderHandler(Work work) : IRequestHandler<EndSessionsFromProvider, int>
{
    public async Task<int> Handle(EndSessionsFromProvider request, CancellationToken cancellation)
    {
        work.Caller = work.Caller with { Address = request.Address };
        await UsedOnce.Use(work, ["logout", request.ConnectionId.ToString(System.Globalization.CultureInfo.InvariantCulture), request.TokenId]);
        var organization = await work.Value<long>("SELECT organization_id FROM connection WHERE id = @id", new { id = request.ConnectionId });
        var person = PersonHash.Of(request.ConnectionId, request.Issuer, request.Subject);

        // A session of which the provider never told its own id can be meant too: the person's, then.
        var ended = request.ProviderSession.Length > 0
            ? await work.Execute(
                """
                UPDATE sign_in_session SET ended_at = @now
                WHERE connection_id = @connection AND ended_at IS NULL
                  AND (provider_session_hash = @session OR (provider_session_hash IS NULL AND member_id IN (SELECT id FROM member WHERE subject_hash = @person)))
                """,
                new { now = work.Now, connection = request.ConnectionId, session = Ids.Hash(request.ProviderSession), person })
            : await work.Execute(
                "UPDATE sign_in_session SET ended_at = @now WHERE connection_id = @connection AND ended_at IS NULL AND member_id IN (SELECT id FROM member WHERE subject_hash = @person)",
                new { now = work.Now, connection = request.ConnectionId, person });
        work.Record(new AuditEvent("sign-out.by-provider") { Detail = $"{ended} sessions", OrganizationId = organization });
        return ended;
    }
}
