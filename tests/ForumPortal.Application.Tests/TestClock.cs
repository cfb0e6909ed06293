namespace ForumPortal.Application.Tests;

/// <summary>A clock that moves only when it is told to.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 17, 23, 456, TimeSpan.Zero);

    public void Pass(TimeSpan time) => Now += time;

    public override DateTimeOffset GetUtcNow() => Now;
}
