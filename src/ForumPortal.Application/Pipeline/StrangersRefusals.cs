namespace ForumPortal.Application.Pipeline;

/// <summary>Counts what strangers were refused, so that nobody outside can fill the record.</summary>
public sealed class StrangersRefusals
{
    private long count;

    /// <summary>One more.</summary>
    public void Count() => Interlocked.Increment(ref count);

    /// <summary>How many since the last time, and begins again.</summary>
    public long Take() => Interlocked.Exchange(ref count, 0);
}
