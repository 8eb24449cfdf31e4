using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Waiting;

/// <summary>Views whose elements read the same element of the next view, and the last one's of the first.</summary>
public sealed class Ring : IDisposable
{
    private const int Count = 4;

    private readonly Link[] links;

    public Ring(params Kind[] kinds)
    {
        links = new Link[kinds.Length];
        for (var number = 0; number < kinds.Length; number++)
        {
            var next = (number + 1) % kinds.Length;
            links[number] = Make(
                kinds[number], i => links[next].Read(i), (i, token) => links[next].ReadAsync(i, token));
        }
    }

    /// <summary>What a view is that can be part of a ring.</summary>
    public enum Kind
    {
        Prefetched,
        PrefetchedOnWorkersOnly,
        Produced,
        Memoized,
        Cached,
        AwaitedMemoized,
        AwaitedCached,
        Filtered,
        Indexable,
        AwaitedIndexable,
    }

    /// <summary>
    /// Reads every element of every view, from a thread for each view, and on the thread pool: all reads end, and fail
    /// since they depend on themselves.
    /// </summary>
    public void ReadAll()
    {
        List<Task<Exception>> reads = [];
        foreach (var link in links)
        {
            reads.Add(Patience.Start(() => Failure(link.Read)));
            reads.Add(Task.Run(() => Failure(i => link.ReadAsync(i, default).AsTask().GetAwaiter().GetResult())));
        }

        foreach (var read in reads)
        {
            Patience.Await(read).GetBaseException().ShouldBeOfType<InvalidOperationException>();
        }
    }

    public void Dispose() => Array.ForEach(links, link => link.Owner?.Dispose());

    private static Exception Failure(Func<int, int> read) =>
        Enumerable.Range(0, Count).Select(i => Should.Throw<EvaluationException>(() => read(i))).Last();

    private static Link Make(Kind kind, Func<int, int> next, Func<int, CancellationToken, ValueTask<int>> nextAsync)
    {
        var evaluated = Seq.Generate(Count, next);
        var awaited = Seq.Range(0, Count).SelectAsync(nextAsync);
        return kind switch
        {
            Kind.Prefetched => Of(evaluated.AsPrefetched(2, 4)),
            Kind.PrefetchedOnWorkersOnly => Of(evaluated.AsPrefetched(1, 4, new() { OnWorkerStart = _ => { } })),
            Kind.Produced => Of(awaited.AsPrefetched(2, 4)),
            Kind.Memoized => Of(evaluated.Memoize()),
            Kind.Cached => Of(evaluated.AsCached(Count)),
            Kind.AwaitedMemoized => Of(awaited.Memoize()),
            Kind.AwaitedCached => Of(awaited.AsCached(Count)),
            Kind.Filtered => Of(Seq.Range(0, Count).Filter(i => next(i) >= 0)),
            Kind.Indexable => Of(Enumerable.Range(0, Count).Select(next).AsIndexable(Count)),
            _ => Of(Enumerate(nextAsync).AsIndexable(Count)),
        };
    }

    private static async IAsyncEnumerable<int> Enumerate(Func<int, CancellationToken, ValueTask<int>> nextAsync)
    {
        for (var i = 0; i < Count; i++)
        {
            yield return await nextAsync(i, default);
        }
    }

    private static Link Of(SeqView<int> view) => new(i => view[i], view.GetAsync, view as IDisposable);

    private static Link Of(AsyncSeqView<int> view) =>
        new(i => view.GetAsync(i).AsTask().GetAwaiter().GetResult(), view.GetAsync, null);

    private sealed record Link(
        Func<int, int> Read, Func<int, CancellationToken, ValueTask<int>> ReadAsync, IDisposable? Owner);
}
