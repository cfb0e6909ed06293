namespace ForumPortal.Application.Data;

/// <summary>The moment as it is kept.</summary>
public static class Moments
{
    /// <summary>Now, UTC, cut to whole milliseconds, so that what is compared is what is stored.</summary>
    public static DateTimeOffset Moment(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
