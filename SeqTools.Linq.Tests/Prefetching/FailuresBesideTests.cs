using System.Numerics;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Failures that have to do with no element (a worker that can't start, one that fails as it stops, a value that can't
/// be disposed of) are those of the read that tells them, in every stage: an enumeration that goes on gives each
/// element in its place.
/// </summary>
internal sealed class FailuresBesideTests
{
    private static readonly Cell[] Source = Cell.Source(5);

    public enum Kind
    {
        Starts,
        Stops,
        Discards,
        ProducerStarts,
    }

    private static IEnumerable<TestCaseData<Operator>> Operators() =>
        new[] { 0, 2 }.SelectMany(Operator.With)
            .Concat(Keeping())
            .DistinctBy(op => op.Text)
            .Select(op => new TestCaseData<Operator>(op).SetArgDisplayNames(op.Text));

    /// <summary>Those that keep something, or whose lengths take evaluations.</summary>
    private static Operator[] Keeping() =>
    [
        new("Memoize()", s => s.Memoize(), s => s),
        new("AsCached(2)", s => s.AsCached(2), s => s),
        new("Filter(all)", s => s.Filter(_ => true), s => s),
        new("Filter(all), Index()", s => s.Filter(_ => true).Index().Select(pair => pair.Item + pair.Index), Indexed),
        new("Chunk(2), Unbatch(2, 1)", s => s.Chunk(2).Unbatch(2, 1), s => s),
        new("Unbatch(1), Index()", s => s.Select(c => new[] { c }).Unbatch(1, 1).Index().Select(Sum), Indexed),
    ];

    /// <summary>Those that keep a failure for whoever reads its element.</summary>
    private static IEnumerable<TestCaseData<Operator>> KeepingFailures() =>
    [
        new(new("AsPrefetched(2, 3)", s => s.AsPrefetched(2, 3), s => s)),
        new(new("Skip(1), AsPrefetched", s => s.Skip(1).AsPrefetched(2, 3), s => s.AsEnumerable().Skip(1))),
    ];

    [TestCaseSource(nameof(Operators)), TestCaseSource(nameof(KeepingFailures)), CancelAfter(240_000)]
    public void An_enumeration_that_goes_on_has_each_element_in_its_place(Operator op)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            using Ahead ahead = new(kind);
            var view = op.View(ahead.View);
            using var elements = view.GetEnumerator();

            ShouldBeInPlace(op, ahead, view.Length, () => (elements.MoveNext(), elements.Current));
        }
    }

    [TestCaseSource(nameof(Operators)), TestCaseSource(nameof(KeepingFailures)), CancelAfter(240_000)]
    public void An_awaited_enumeration_does(Operator op)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            foreach (var isAwaited in new[] { false, true })
            {
                using Ahead ahead = new(kind);
                var view = op.View(ahead.View);
                var elements = (isAwaited
                        ? view.SelectAsync((c, _) => ValueTask.FromResult(c))
                        : view.ToAsyncEnumerable())
                    .GetAsyncEnumerator();

                ShouldBeInPlace(
                    op, ahead, view.Length,
                    () => (Patience.Await(elements.MoveNextAsync().AsTask()), elements.Current));
                Patience.Await(elements.DisposeAsync().AsTask());
            }
        }
    }

    [TestCaseSource(nameof(Operators)), CancelAfter(240_000)]
    public void A_read_by_index_is_tried_again_at_the_same_place(Operator op)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            using Ahead ahead = new(kind);
            var view = op.View(ahead.View);
            Cell[] expected = [.. op.Model(Source)];
            for (var i = 0; i < expected.Length; i++)
            {
                Persistently(() => view[i]).ShouldBe(expected[i], $"{kind} [{i}]");
                ahead.Settle();
            }

            ahead.ShouldHaveFailed(expected);
        }

        Cell Persistently(Func<Cell> read)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                if (TryRead(read, out var cell) && !IsFallback(op, cell))
                {
                    return cell;
                }
            }

            throw new AssertionException("Every attempt failed.");
        }
    }

    /// <summary>The end can fail where it takes evaluations to tell that it is the end.</summary>
    private static void ShouldBeInPlace(
        Operator op, Ahead ahead, Length length, Func<(bool IsThere, Cell Element)> step)
    {
        Cell[] expected = [.. op.Model(Source)];
        for (var i = 0; i < expected.Length; i++)
        {
            if (TryRead(step, out var next))
            {
                next.IsThere.ShouldBeTrue($"{ahead} at {i}");
                (IsFallback(op, next.Element) ? expected[i] : next.Element).ShouldBe(expected[i], $"{ahead} at {i}");
                ahead.Settle();
            }
        }

        (bool IsThere, Cell) end;
        for (var attempts = 1; !TryRead(step, out end); attempts++)
        {
            attempts.ShouldBeLessThan(length.Evaluates ? 100 : 1, $"{ahead}: the end failed");
        }

        end.IsThere.ShouldBeFalse($"{ahead}");
        ahead.ShouldHaveFailed(expected);
    }

    private static bool TryRead<T>(Func<T> read, out T value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (Exception e) when (e is EvaluationException or TimeoutException or AggregateException)
        {
            value = default!;
            return false;
        }
    }

    /// <summary>What stands for a failure, which is an element's like any other.</summary>
    private static bool IsFallback(Operator op, Cell cell) =>
        cell == Cell.Constant(1)
        && (op.Text.StartsWith("Recover", StringComparison.Ordinal)
            || op.Text.StartsWith("AsResults", StringComparison.Ordinal));

    private static IEnumerable<Cell> Indexed(IReadOnlyList<Cell> list) => list.AsEnumerable().Select((c, i) => c + i);

    private static Cell Sum((int Index, Cell Item) pair) => pair.Item + pair.Index;

    /// <summary>A prefetching view whose callbacks fail.</summary>
    private sealed class Ahead : IDisposable
    {
        private readonly Kind kind;
        private int starts;
        private int stops;
        private int calls;

        public Ahead(Kind kind)
        {
            this.kind = kind;
            PrefetchOptions<Cell> options = new()
            {
                OnWorkerStart = Start,
                OnWorkerStop = Stop,
                OnDiscard = kind == Kind.Discards ? _ => Fail() : null,
                IdleTimeout = kind == Kind.Discards ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(1),
            };
            View = kind == Kind.ProducerStarts
                ? Source.SelectAsync((cell, _) => ValueTask.FromResult(cell)).AsPrefetched(2, 2, options)
                : Source.AsPrefetched(2, 2, options);
        }

        public PrefetchedView<Cell> View { get; }

        /// <summary>Waits until what fails as a worker stops has failed, so that the next read tells it.</summary>
        public void Settle()
        {
            if (kind == Kind.Stops)
            {
                Patience.Until(() => Volatile.Read(ref stops) == Volatile.Read(ref starts));
            }
        }

        /// <summary>What is discarded, if anything is, depends on the operator.</summary>
        public void ShouldHaveFailed(Cell[] read)
        {
            if (kind != Kind.Discards && Cell.Sum(read).Reads > 0)
            {
                Volatile.Read(ref calls).ShouldBeGreaterThan(0, $"{kind}");
            }
        }

        public void Dispose() => View.Dispose();

        public override string ToString() => $"{kind}";

        private void Start(int number)
        {
            Interlocked.Increment(ref starts);
            if (kind is Kind.Starts or Kind.ProducerStarts)
            {
                Fail();
            }
        }

        private void Stop(int number)
        {
            Interlocked.Increment(ref stops);
            if (kind == Kind.Stops)
            {
                Fail();
            }
        }

        /// <summary>
        /// Fails ever more seldom. A read of several elements may call it several times, and would fail at each attempt
        /// if every second call failed.
        /// </summary>
        private void Fail()
        {
            if (BitOperations.IsPow2(Interlocked.Increment(ref calls)))
            {
                throw new TimeoutException();
            }
        }
    }
}
