using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit;

/// <summary>Counts what strangers were refused, so that nobody outside can fill the record.</summary>
public sealed class StrangersRefusals
{
    private long count;

    /// <summary>One more.</summary>
    public void Count() => Interlocked.Increment(ref count);

    /// <summary>How many since the last time, and begins again.</summary>
    public long Take() => Interlocked.Exchange(ref count, 0);
}

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
