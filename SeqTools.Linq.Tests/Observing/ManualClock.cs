namespace SeqTools.Linq.Tests.Observing;

/// <summary>Time that passes when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public void Pass(double seconds) => Interlocked.Add(ref now, TimeSpan.FromSeconds(seconds).Ticks);
}
