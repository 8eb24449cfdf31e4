using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// A list whose element <c>i</c> is <c>10 * i</c>, made to order. It records who makes what, and some of its elements
/// can be held back or fail.
/// </summary>
internal sealed class Workshop(int count)
{
    private const string WorkerName = "SeqTools prefetch";

    private readonly ConcurrentDictionary<int, Gate> gates = [];
    private readonly ConcurrentQueue<(int Index, Thread Thread)> log = [];

    public HashSet<int> Broken { get; init; } = [];

    public SeqView<int> Elements => Seq.Generate(count, Make);

    /// <summary>The elements that were begun, as often as they were, in the order in which they were begun.</summary>
    public int[] Begun => [.. log.Select(entry => entry.Index)];

    /// <summary>The workers that have made an element.</summary>
    public Thread[] Workers =>
        [.. log.Select(entry => entry.Thread).Where(thread => thread.Name == WorkerName).Distinct()];

    public Thread[] MakersOf(int index) => [.. log.Where(entry => entry.Index == index).Select(entry => entry.Thread)];

    public static bool IsWorker(Thread thread) => thread.Name == WorkerName;

    /// <summary>Holds back an element until the gate is opened.</summary>
    public Gate HoldBack(int index) => gates.GetOrAdd(index, _ => new());

    private int Make(int index)
    {
        log.Enqueue((index, Thread.CurrentThread));
        if (gates.TryGetValue(index, out var gate))
        {
            gate.Pass();
        }

        return Broken.Contains(index) ? throw new FormatException($"Element {index} is broken.") : 10 * index;
    }
}
