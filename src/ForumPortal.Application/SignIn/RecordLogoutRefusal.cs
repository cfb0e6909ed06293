using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Enters a refused logout token (OpenID Connect Back-Channel Logout 1.0) in the record, with the reason that an administrator needs.</summary>
/// <param name="OrganizationId">At whose connection's address; 0 where none is known.</param>
/// <param name="Reason">Why, without anything that was sent.</param>
[OnlyTheProgram]
public sealed record RecordLogoutRefusal(long OrganizationId, string Reason) : ICommand<bool>;

internal sealed class RecordLogoutRefusalHandler(Work work) : IRequestHandler<RecordLogoutRefusal, bool>
{
    public Task<bool> Handle(RecordLogoutRefusal request, CancellationToken cancellation)
    {
        work.Record(new AuditEvent("logout-token.refused") { Outcome = "refused", Detail = request.Reason, OrganizationId = request.OrganizationId });
        return Task.FromResult(true);
    }
}
