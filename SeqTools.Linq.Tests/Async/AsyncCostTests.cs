using System.Diagnostics;
using System.Reflection;

namespace SeqTools.Linq.Tests.Async;

/// <summary>What completes at once costs what a list costs.</summary>
internal sealed class AsyncCostTests
{
    private const int Links = 20_000;
    private const int SmallStack = 1 << 20;

    /// <summary>Code that is not optimized has the state machines of its asynchronous methods on the heap.</summary>
    private static readonly bool IsOptimized =
        typeof(Seq).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    [Test]
    public void A_read_that_completes_at_once_allocates_nothing()
    {
        var view = Chain(new List<int>([1, 2, 3, 4, 5, 6, 7, 8]));
        ReadAll(view, times: 50);

        var allocated = Allocated.By(() => ReadAll(view, times: 50));

        (allocated == 0).ShouldBe(IsOptimized);
    }

    [Test]
    public void A_read_that_completes_at_once_stays_on_its_thread()
    {
        List<Thread> threads = [];
        var view = Chain(Seq.Range(0, 8)).Batch(3).SelectAsync((batch, _) =>
        {
            threads.Add(Thread.CurrentThread);
            return ValueTask.FromResult(batch);
        });

        var read = view.GetAsync(1);

        read.IsCompletedSuccessfully.ShouldBeTrue();
        read.AsTask().Result.Length.ShouldBe(3);
        threads.ShouldBe([Thread.CurrentThread]);
    }

    [Test]
    public void An_enumeration_that_completes_at_once_allocates_the_same_whatever_its_length()
    {
        var (few, many) = (Chain(Seq.Range(0, 10)), Chain(Seq.Range(0, 1000)));
        BytesOfEnumerating(many).ShouldBeGreaterThan(0);
        BytesOfEnumerating(few);

        (BytesOfEnumerating(many) == BytesOfEnumerating(few)).ShouldBe(IsOptimized);
    }

    [Test, CancelAfter(240_000)]
    public void A_chain_of_any_length_can_be_read([Values] bool isLive) =>
        OnASmallStack(() => Linked(isLive).GetAsync(0).AsTask().Result).ShouldBe(Links + 1);

    [Test, CancelAfter(240_000)]
    public void A_chain_of_any_length_can_be_enumerated([Values] bool isLive) =>
        OnASmallStack(() => Linked(isLive).ToListAsync().AsTask().Result).ShouldBe([Links + 1]);

    /// <summary>Each stage throws anew, and what that costs grows with the stages behind.</summary>
    [TestCase(1_500)]
    [TestCase(4_000, Category = "Long")]
    [CancelAfter(240_000)]
    public void A_chain_of_any_length_can_fail(int links)
    {
        var failure = OnASmallStack(() => FailureOf(Linked(isLive: false, links, failing: 3)));

        (failure.Trail.Count, failure.Trail[^1].Origin.Operator).ShouldBe((links - 3, "Select"));
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test, CancelAfter(240_000)]
    public void Views_of_every_kind_can_be_chained_at_any_length() =>
        OnASmallStack(() => Mixed().GetAsync(0).AsTask().Result).ShouldBe(1);

    private static AsyncSeqView<int> Chain(IReadOnlyList<int> source) => source
        .SelectAsync((n, _) => ValueTask.FromResult(n + 1))
        .Select(n => n + 1)
        .Select((n, i) => n + i)
        .SelectAsync((n, _) => new ValueTask<int>(n))
        .Shuffle(1)[1..^1]
        .Gather([0, 1, 2, 3, 4, 5])
        .Interleave(source.SelectAsync((n, _) => ValueTask.FromResult(n)))
        .Concat(source.SelectAsync((n, _) => ValueTask.FromResult(n)));

    private static AsyncSeqView<int> Linked(bool isLive, int links = Links, int failing = -1)
    {
        var first =
            (isLive ? new List<int> { 1 } : (IReadOnlyList<int>)[1]).SelectAsync((n, _) => ValueTask.FromResult(n));
        return Enumerable.Range(0, links)
            .Aggregate(first, (view, i) => view.Select(n => i == failing ? throw new FormatException() : n + 1));
    }

    private static AsyncSeqView<int> Mixed()
    {
        var first = ((IReadOnlyList<int>)[1, 2]).SelectAsync((n, _) => ValueTask.FromResult(n));
        return Enumerable.Range(0, Links).Aggregate(first, (view, i) => (i % 5) switch
        {
            0 => view.SelectAsync((n, _) => ValueTask.FromResult(n)),
            1 => view[..2],
            2 => view.Gather([0, 1]),
            3 => view.Concat(first)[..2],
            _ => view.Batch(1).Select(batch => batch[0]),
        });
    }

    private static EvaluationException FailureOf(AsyncSeqView<int> view)
    {
        try
        {
            _ = view.GetAsync(0).AsTask().GetAwaiter().GetResult();
        }
        catch (EvaluationException e)
        {
            return e;
        }

        throw new AssertionException("The read did not fail.");
    }

    private static void ReadAll(AsyncSeqView<int> view, int times)
    {
        for (var i = 0; i < times * view.Count; i++)
        {
            var read = view.GetAsync(i % view.Count);
            if (!read.IsCompletedSuccessfully || read.Result < 0)
            {
                throw new AssertionException("The read is not complete.");
            }
        }
    }

    private static long BytesOfEnumerating(AsyncSeqView<int> view) => Allocated.By(() =>
    {
        var elements = view.GetAsyncEnumerator();
        for (var more = true; more;)
        {
            var step = elements.MoveNextAsync();
            more = step.IsCompletedSuccessfully && step.Result;
        }
    });

    private static T OnASmallStack<T>(Func<T> work)
    {
        T result = default!;
        var reader = new Thread(() => result = work(), SmallStack);
        reader.Start();
        reader.Join();
        return result;
    }
}
