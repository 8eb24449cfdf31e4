namespace SeqTools.Linq.Processes;

/// <summary>The figures of the workers of a view. What is counted here is counted in the sum, too.</summary>
internal sealed class ProcessCounters(ProcessCounters? sum)
{
    private long workersStarted;
    private long workersLost;
    private long triedAgain;
    private long pipeBytes;
    private long sharedBytes;

    public ProcessStatistics Snapshot() => new()
    {
        WorkersStarted = Volatile.Read(ref workersStarted),
        WorkersLost = Volatile.Read(ref workersLost),
        TriedAgain = Volatile.Read(ref triedAgain),
        PipeBytes = Volatile.Read(ref pipeBytes),
        SharedBytes = Volatile.Read(ref sharedBytes),
    };

    public void CountStart()
    {
        Interlocked.Increment(ref workersStarted);
        sum?.CountStart();
    }

    public void CountLoss()
    {
        Interlocked.Increment(ref workersLost);
        sum?.CountLoss();
    }

    public void CountTrial()
    {
        Interlocked.Increment(ref triedAgain);
        sum?.CountTrial();
    }

    public void AddPipeBytes(int bytes)
    {
        Interlocked.Add(ref pipeBytes, bytes);
        sum?.AddPipeBytes(bytes);
    }

    public void AddSharedBytes(int bytes)
    {
        Interlocked.Add(ref sharedBytes, bytes);
        sum?.AddSharedBytes(bytes);
    }
}
