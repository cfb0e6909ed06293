using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.SignIn;

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
        work.Record(new AuditEvent("sign-in.failed") { Outcome = "refused", Detail = request.Reason, OrganizationId = request.OrganizationId });
        return Task.FromResult(true);
    }
}
