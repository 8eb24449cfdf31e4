namespace SeqTools.Linq.Tests;

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly object gate = new();
    private readonly List<Alarm> alarms = [];
    private long now;

    /// <summary>How many wait for the clock to go on.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return alarms.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var alarm = new Alarm(this, () => callback(state), now + dueTime.Ticks);
            alarms.Add(alarm);
            return alarm;
        }
    }

    public void Advance(TimeSpan time)
    {
        Alarm[] due;
        lock (gate)
        {
            Volatile.Write(ref now, now + time.Ticks);
            due = [.. alarms.Where(alarm => alarm.At <= now)];
            alarms.RemoveAll(alarm => alarm.At <= now);
        }

        Array.ForEach(due, alarm => alarm.Ring());
    }

    private void Remove(Alarm alarm)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
        }
    }

    private sealed class Alarm(ManualClock clock, Action ring, long at) : ITimer
    {
        public long At => at;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
