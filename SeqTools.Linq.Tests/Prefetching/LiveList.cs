using System.Collections;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A list of its indices, whose length changes, or can't be told for a while.</summary>
internal sealed class LiveList : IReadOnlyList<int>
{
    private volatile int count;

    public bool CountFails { get; set; }

    public bool CountFailsOnWorkers { get; set; }

    public int Count =>
        CountFails || (CountFailsOnWorkers && Workshop.IsWorker(Thread.CurrentThread))
            ? throw new TimeoutException()
            : count;

    public int this[int index] => index < count ? index : throw new ArgumentOutOfRangeException(nameof(index));

    public void Resize(int size) => count = size;

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
