using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>A session written past the portal, where that is a process of its own.</summary>
internal static class PlantedSession
{
    /// <summary>Signs a sample person in, who has accepted the terms; answers the session's secret.</summary>
    public static async Task<string> Of(Database database, string email)
    {
        var secret = Ids.Secret();
        var now = DateTimeOffset.UtcNow;
        await using var writing = await database.Write(default);
        await writing.Connection.ExecuteAsync(
            """
            INSERT INTO sign_in_session (id, ref, secret_hash, member_id, connection_id, id_token, address, agent, created_at, last_seen_at, authenticated_at)
            SELECT @id, @reference, @hash, id, connection_id, '', '127.0.0.1', 'test', @now, @now, @now FROM member WHERE email = @email
            """,
            new { id = Ids.Next(now), reference = Ids.Reference(), hash = Ids.Hash(secret), now = now.ToUnixTimeMilliseconds(), email }, writing.Transaction);
        await writing.Connection.ExecuteAsync("UPDATE member SET terms_version = (SELECT MAX(version) FROM terms) WHERE email = @email", new { email }, writing.Transaction);
        await writing.Commit(default);
        return secret;
    }
}
