namespace ForumPortal.Demo.Tests.Identity;

/// <summary>The time at which it was made; only a test moves it.</summary>
internal sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
