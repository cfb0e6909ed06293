namespace ForumPortal.Demo.Tests.Identity;

/// <summary>The real time, moved forward by what a test asks.</summary>
internal sealed class FakeClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Advance(TimeSpan time) => ahead += time;
}
