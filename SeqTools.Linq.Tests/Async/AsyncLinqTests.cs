using SeqTools.Linq;

// Outside the library's namespace, so that its operators and those of async LINQ are equally near, as in the code of a
// user.
namespace UserCode;

/// <summary>
/// Async LINQ beside the library's own operators, on either target: which of them a call binds to is seen in the type
/// of its result.
/// </summary>
internal sealed class AsyncLinqTests
{
    private static readonly AsyncSeqView<int> Numbers =
        Seq.Range(-2, 10).SelectAsync((n, _) => ValueTask.FromResult(n));

    [Test]
    public async Task Prefetched_views_go_on_in_async_linq()
    {
        await using var view = Numbers.AsPrefetched(8, 32);

        (await view.ToAsyncEnumerable().Where(x => x > 0).ToListAsync()).ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        (await Numbers.AsPrefetched(8, 32).ToAsyncEnumerable().Where(x => x > 0).CountAsync()).ShouldBe(7);
        (await Seq.Range(-2, 10).AsPrefetched(2, 4).ToAsyncEnumerable().Select(x => 2 * x).FirstAsync()).ShouldBe(-4);
        var sums = view.ToAsyncEnumerable()
            .Select(async (int x, CancellationToken token) => await view.GetAsync(0, token) + x);
        (await sums.FirstAsync()).ShouldBe(-4);
    }

    [Test]
    public async Task Awaited_views_are_sequences_of_async_linq()
    {
        (await Numbers.Where(x => x > 5).ToListAsync()).ShouldBe([6, 7]);
        (await Numbers.Take(3).ToListAsync()).ShouldBe([-2, -1, 0]);
        (await Numbers.Skip(8).ToArrayAsync()).ShouldBe([6, 7]);
        (await Numbers.CountAsync(), await Numbers.SumAsync(), await Numbers.LastAsync()).ShouldBe((10, 25, 7));
        (await Numbers.AnyAsync(x => x == 3)).ShouldBeTrue();
        (await Numbers.ToAsyncEnumerable().Concat(Numbers.Take(1)).CountAsync()).ShouldBe(11);
        (await Numbers.ToAsyncEnumerable().Select(x => x + 1).Take(1).ToListAsync()).ShouldBe([-1]);
    }

    [Test]
    public async Task Operators_of_its_own_win()
    {
        ShouldBeView(Numbers.Select(x => x + 1));
        ShouldBeView(Numbers.Select((x, i) => x + i));
        ShouldBeView(Numbers.Select(int.Abs));
        ShouldBeView(from x in Numbers select x + 1);
        ShouldBeView(Numbers.Concat(Numbers));
        ShouldBeView(Numbers.Batch(2));
        ShouldBeView(Numbers.Slice(1..));
        ShouldBeView(Numbers[1..^1]);
        ShouldBeView(Numbers.Gather([1]));
        ShouldBeView(Numbers.Shuffle(1));
        ShouldBeView(Numbers.Interleave(Numbers));
        ShouldBeView(Numbers.SelectAsync(async (x, token) => { await Task.Delay(0, token); return x; }));
        ShouldBeView(Numbers.SelectAsync((x, _) => ValueTask.FromResult(x)));
        ShouldBeView(Numbers.SelectAsync((x, _) => Task.FromResult(x)));
        ShouldBeView(Seq.Range(0, 2).SelectAsync(async (x, token) => { await Task.Delay(0, token); return x; }));
        ShouldBeView(Seq.Range(0, 2).SelectAsync(LaterAsync));
        ShouldBeView(new[] { 1 }.SelectAsync(LaterAsync));
        (await Numbers.Select(x => x + 1).GetAsync(0)).ShouldBe(-1);
        (await (from x in Numbers where x > 5 select x).ToListAsync()).ShouldBe([6, 7]);

        static void ShouldBeView<T>(AsyncSeqView<T> view) => view.Count.ShouldBeGreaterThan(0);

        static Task<int> LaterAsync(int x, CancellationToken cancellationToken) => Task.FromResult(x);
    }

    [Test]
    public async Task Each_can_be_enumerated()
    {
        await using var prefetched = Numbers.AsPrefetched(2, 4);
        List<int> seen = [];

        await foreach (var x in Numbers)
        {
            seen.Add(x);
        }

        await foreach (var x in prefetched)
        {
            seen.Add(x);
        }

        await foreach (var x in prefetched.ToAsyncEnumerable().Where(x => x < 0))
        {
            seen.Add(x);
        }

        await foreach (var x in Numbers.Take(1))
        {
            seen.Add(x);
        }

        foreach (var x in prefetched.Where(x => x == 3))
        {
            seen.Add(x);
        }

        int[] all = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7];
        seen.ShouldBe([.. all, .. all, -2, -1, -2, 3]);
    }
}
