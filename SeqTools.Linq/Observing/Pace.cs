namespace SeqTools.Linq;

/// <summary>Adds up how long evaluations take, and how long there are any.</summary>
internal sealed class Pace(TimeProvider clock) : IWatch
{
    private readonly object counting = new();
    private int round;
    private int reading;
    private long reads;
    private long spent;
    private long busy;
    private long busySince;

    public double? Throughput
    {
        get
        {
            lock (counting)
            {
                var time = Seconds(busy + (reading > 0 ? clock.GetTimestamp() - busySince : 0));
                return reads == 0 || time == 0 ? null : reads / time;
            }
        }
    }

    public TimeSpan? MeanReadTime
    {
        get
        {
            lock (counting)
            {
                return reads == 0 ? null : TimeSpan.FromSeconds(Seconds(spent) / reads);
            }
        }
    }

    public void Reset()
    {
        lock (counting)
        {
            (reading, reads, spent, busy) = (0, 0, 0, 0);
            round++;
        }
    }

    public Beginning Begin()
    {
        lock (counting)
        {
            var now = clock.GetTimestamp();
            busySince = reading++ == 0 ? now : busySince;
            return new(now, round);
        }
    }

    public void End(Beginning beginning, int elements)
    {
        lock (counting)
        {
            if (beginning.Round != round)
            {
                return;
            }

            var now = clock.GetTimestamp();
            busy += --reading == 0 ? now - busySince : 0;
            spent += elements == 0 ? 0 : now - beginning.Time;
            reads += elements;
        }
    }

    private double Seconds(long ticks) => (double)ticks / clock.TimestampFrequency;
}
