using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

/// <summary>Enters a failed sign-in in the record, with the reason that an administrator needs.</summary>
/// <param name="OrganizationId">Through whose connection; 0 where none is known.</param>
/// <param name="Reason">Why, without anything that the provider sent.</param>
[OnlyTheProgram]
public sealed record RecordSignInFailure(long OrganizationId, string Reason) : ICommand<bool>;

internal sealed class RecordSignInFailureHandler(Work work) : IRequestHandler<RecordSignInFailure, bool>
{
    public Task<bool> Handle(RecordSignInFailure request, CancellationToken cancellation)
    {
        work.Record(new AuditEvent("sign-in.failed") { Outcome = "refused", Detail = request.Reason, OrganizationId = request.OrganizationId });
        return Task.FromResult(true);
    }
}
