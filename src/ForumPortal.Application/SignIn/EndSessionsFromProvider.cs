using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Ends the sessions that a provider's logout token names, checked by whoever sends this.</summary>
[OnlyTheProgram]
public sealed record EndSessionsFromProvider : ICommand<int>
{
    /// <summary>The connection that it came through.</summary>
    public required long ConnectionId { get; init; }

    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The provider's session; empty for all of the subject's.</summary>
    public string ProviderSession { get; init; } = "";

    /// <summary>The subject; empty where the session is named.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The token's own id, which works once.</summary>
    public required string TokenId { get; init; }
}

internal sealed class EndSessionsFromProviderHandler(Work work) : IRequestHandler<EndSessionsFromProvider, int>
{
    public async Task<int> Handle(EndSessionsFromProvider request, CancellationToken cancellation)
    {
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
