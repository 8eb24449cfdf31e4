namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Workers that are nobody: who is started or woken is written down.</summary>
internal sealed class WorkersByHand(int size, Func<bool> hasWork, PrefetchCounters counters)
    : Workers(size, hasWork, counters)
{
    /// <summary>The numbers of those that were started, in order.</summary>
    public List<int> Started { get; } = [];

    /// <summary>How often one was woken, and how often all were.</summary>
    public int Woken { get; private set; }

    public int AllWoken { get; private set; }

    /// <summary>Whether no more can be had.</summary>
    public bool AreScarce { get; set; }

    /// <summary>A worker says that it parks, and looks for work the last time.</summary>
    /// <returns>Whether there is any.</returns>
    public bool Park()
    {
        lock (Gate)
        {
            return MayStay();
        }
    }

    /// <summary>A worker that stood in its park goes back to work, if there is any or it was called.</summary>
    public bool GoBack(bool isCalled)
    {
        lock (Gate)
        {
            return Return(isCalled);
        }
    }

    public void Doze()
    {
        lock (Gate)
        {
            CountDozing(1);
            MayStay();
        }
    }

    public void WakeUp()
    {
        lock (Gate)
        {
            Return(goesOn: true);
            CountDozing(-1);
        }
    }

    protected override void Start(int number)
    {
        if (AreScarce)
        {
            throw new OutOfMemoryException("There are no more threads.");
        }

        Started.Add(number);
    }

    protected override void Wake() => Woken++;

    protected override void WakeAll() => AllWoken++;
}
