namespace ForumPortal.Testing;

/// <summary>The real time until a test holds it. Then it stands, and moves by what the test lets pass; timers that are made meanwhile go by it.</summary>
public sealed class TestTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HeldTimer> timers = [];
    private DateTimeOffset? held;

    /// <summary>How many wait for a time to come.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return timers.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return held ?? base.GetUtcNow();
    }

    /// <summary>From now on it stands.</summary>
    public void Hold()
    {
        lock (gate) held ??= base.GetUtcNow();
    }

    /// <summary>Lets so much of the held time pass, and tells those who waited for it.</summary>
    public void Pass(TimeSpan time)
    {
        List<HeldTimer> due;
        lock (gate)
        {
            held = (held ?? throw new InvalidOperationException("The time is not held.")) + time;
            due = [.. timers.Where(timer => timer.At <= held).OrderBy(timer => timer.At)];
            timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.Tell();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (held is null) return base.CreateTimer(callback, state, dueTime, period);
        }
        var timer = new HeldTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HeldTimer(TestTime time, Action tell) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Tell() => tell();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Held time has no periods.");
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                At = time.held!.Value + dueTime;
                time.timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (time.gate) time.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
