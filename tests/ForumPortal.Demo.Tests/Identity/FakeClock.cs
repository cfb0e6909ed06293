namespace ForumPortal.Demo.Tests.Identity;

/// <summary>The real time, moved by what a test asks.</summary>
internal sealed class FakeClock : TimeProvider
{
    public TimeSpan Ahead { get; private set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public void Advance(TimeSpan time) => Ahead += time;
}
