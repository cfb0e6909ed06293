using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit;

/// <summary>Enters the strangers' refusals of the last minute as one count.</summary>
[OnlyTheProgram]
public sealed record RecordStrangersRefusals : ICommand<bool>;

internal sealed class RecordStrangersRefusalsHandler(Work work, StrangersRefusals refusals) : IRequestHandler<RecordStrangersRefusals, bool>
{
    public Task<bool> Handle(RecordStrangersRefusals request, CancellationToken cancellation)
    {
        var count = refusals.Take();
        if (count > 0) work.Record(new AuditEvent("strangers.refused") { Outcome = "refused", Detail = $"{count} in a minute" });
        return Task.FromResult(count > 0);
    }
}
