using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Async;

/// <summary>
/// An awaited view whose element <c>i</c> is <c>10 * i</c>, made to order. It records what is made, and some of its
/// elements can be held back or fail.
/// </summary>
internal sealed class Studio(int count)
{
    private readonly ConcurrentDictionary<int, Hold> holds = [];
    private readonly ConcurrentQueue<int> begun = [];
    private int inFlight;
    private int mostInFlight;

    public HashSet<int> Broken { get; init; } = [];

    public AsyncSeqView<int> Elements => Seq.Range(0, count).SelectAsync(MakeAsync);

    /// <summary>The elements that were begun, as often as they were, in the order in which they were begun.</summary>
    public int[] Begun => [.. begun];

    public int InFlight => Volatile.Read(ref inFlight);

    public int MostInFlight => Volatile.Read(ref mostInFlight);

    /// <summary>Holds back an element until it is let go.</summary>
    public Hold HoldBack(int index, bool heedsToken = true) => holds.GetOrAdd(index, _ => new(heedsToken));

    /// <summary>Holds back every element at once.</summary>
    public Hold[] HoldBackAll() => [.. Enumerable.Range(0, count).Select(index => HoldBack(index))];

    private async ValueTask<int> MakeAsync(int index, CancellationToken cancellationToken)
    {
        begun.Enqueue(index);
        var now = Interlocked.Increment(ref inFlight);
        for (int most; now > (most = Volatile.Read(ref mostInFlight));)
        {
            Interlocked.CompareExchange(ref mostInFlight, now, most);
        }

        try
        {
            if (holds.TryGetValue(index, out var hold))
            {
                await hold.PassAsync(cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }

        return Broken.Contains(index) ? throw new FormatException($"Element {index} is broken.") : 10 * index;
    }
}
