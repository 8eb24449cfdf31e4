using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Enumerations whose elements cost next to nothing, so that their reader evaluates them itself as long as it goes on.
/// Whether it does depends on what the machine measures; what is promised does not.
/// </summary>
public class CheapElementsTests
{
    private const int Count = 20_000;

    [Test, CancelAfter(120_000)]
    public void Every_element_is_evaluated_once_and_read_in_order(
        [Values(1, 3)] int workers, [Values(1, 2, 10, 64)] int buffer)
    {
        var evaluations = new int[Count];
        using var view = Seq.Generate(Count, index =>
        {
            Interlocked.Increment(ref evaluations[index]);
            return index;
        }).AsPrefetched(workers, buffer);

        view.ShouldBe(Enumerable.Range(0, Count));

        evaluations.ShouldAllBe(times => times == 1);
        Figures(view).ShouldBe((Count, Count, 0, 0));
    }

    [Test, CancelAfter(120_000)]
    public void An_element_that_steps_its_own_enumerator_is_refused_and_the_loop_misses_nothing(
        [Values(1, 64)] int buffer, [Values(500, Count - 1)] int from, [Values] bool awaited)
    {
        IAsyncEnumerator<int> reader = null!;
        Exception? refusal = null;
        var elements = Seq.Generate(Count, index =>
        {
            if (index >= from && refusal is null)
            {
                refusal = Should.Throw<InvalidOperationException>(() => Step(reader, awaited));
            }

            return index;
        });
        using var view = elements.AsPrefetched(1, buffer);
        reader = view.GetAsyncEnumerator();
        List<int> read = [];
        while (Step(reader, awaited: false))
        {
            read.Add(reader.Current);
        }

        Patience.Await(reader.DisposeAsync().AsTask());
        read.ShouldBe(Enumerable.Range(0, Count));
        refusal!.Message.ShouldContain("reads the very view that it belongs to");
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_that_stops_finds_the_buffer_full_wherever_it_stops([Values(10, 64)] int buffer)
    {
        var last = -1;
        var elements = Seq.Generate(Count, index =>
        {
            Volatile.Write(ref last, Math.Max(Volatile.Read(ref last), index));
            return index;
        });
        using var view = elements.AsPrefetched(1, buffer);
        using var reader = view.GetEnumerator();
        var random = new Random(7);
        for (var read = 0; read < 30; read++)
        {
            for (var steps = random.Next(1, 300); steps > 0; steps--)
            {
                reader.MoveNext().ShouldBeTrue();
            }

            var full = reader.Current + buffer - 1;
            Patience.Until(() => Volatile.Read(ref last) >= full);
            Patience.Until(() => view.Statistics.Ready == buffer - 1);
            Volatile.Read(ref last).ShouldBe(full);
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_buffer_is_never_overrun_while_elements_are_now_cheap_and_now_are_not(
        [Values(1, 2, 4)] int workers, [Values(4, 20, 64)] int buffer)
    {
        var ledger = new Ledger(workers, buffer);
        var elements = Seq.Generate(Count, index =>
        {
            var element = ledger.Begin(index);
            Thread.SpinWait(index / 1000 % 2 == 0 ? 0 : 200);
            ledger.Complete(element);
            return element;
        });
        using var view = elements.AsPrefetched(workers, buffer);
        using var reader = view.GetEnumerator();
        for (var index = 0; index < Count; index++)
        {
            ledger.ReadBegins(index);
            reader.MoveNext().ShouldBeTrue();
            ledger.ReadEnds(reader.Current);
            reader.Current.Index.ShouldBe(index);
        }

        ledger.Most.ShouldBeLessThanOrEqualTo(buffer);
    }

    [Test, CancelAfter(120_000)]
    public void Where_an_element_of_a_cheap_stream_blocks_its_reader_the_workers_go_on_with_those_behind_it()
    {
        const int Blocked = 5000;
        const int Buffer = 64;
        using var behind = new CountdownEvent(Buffer - 1);
        var elements = Seq.Generate(Count, index =>
        {
            if (index == Blocked)
            {
                behind.Wait(Patience.Limit).ShouldBeTrue("Nobody evaluated the elements behind it.");
            }
            else if (index > Blocked && index < Blocked + Buffer)
            {
                behind.Signal();
            }

            return index;
        });
        using var view = elements.AsPrefetched(2, Buffer);

        view.ShouldBe(Enumerable.Range(0, Count));
    }

    [Test, CancelAfter(120_000)]
    public void A_failure_waits_for_its_element_and_those_beside_it_are_read()
    {
        using var view = Seq.Generate(Count, index => index % 7 == 3 ? throw new FormatException($"{index}") : index)
            .AsPrefetched(2, 64);
        using var reader = view.GetEnumerator();

        for (var index = 0; index < Count; index++)
        {
            if (index % 7 == 3)
            {
                var failure = Should.Throw<EvaluationException>(() => reader.MoveNext());
                (failure.Index, failure.InnerException!.Message).ShouldBe((index, $"{index}"));
            }
            else
            {
                reader.MoveNext().ShouldBeTrue();
                reader.Current.ShouldBe(index);
            }
        }

        reader.MoveNext().ShouldBeFalse();
        Figures(view).ShouldBe((Count, Count, 0, 0));
    }

    [Test, CancelAfter(120_000)]
    public async Task Each_value_is_its_reader_s_or_is_discarded_once_wherever_the_reader_stops()
    {
        for (var stop = 1; stop < 3000; stop += 97)
        {
            var discarded = new ConcurrentQueue<int>();
            var made = 0;
            var elements = Seq.Generate(Count, index =>
            {
                Interlocked.Increment(ref made);
                return index;
            });
            await using (var view = elements.AsPrefetched(2, 64, new() { OnDiscard = discarded.Enqueue }))
            {
                using (var reader = view.GetEnumerator())
                {
                    for (var read = 0; read < stop; read++)
                    {
                        reader.MoveNext();
                    }
                }

                await view.DisposeAsync();
                Figures(view).ShouldBe((made, stop, discarded.Count, 0));
            }

            discarded.ShouldBeUnique();
            discarded.ShouldAllBe(value => value >= stop);
            (stop + discarded.Count).ShouldBe(made);
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_whose_view_is_disposed_of_reads_nothing_more()
    {
        var view = Seq.Generate(Count, index => index).AsPrefetched(2, 64);
        using var reader = view.GetEnumerator();
        for (var read = 0; read < 1000; read++)
        {
            reader.MoveNext();
        }

        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => reader.MoveNext());
    }

    [Test, CancelAfter(120_000)]
    public void A_function_that_reads_its_own_view_is_refused_on_the_reader_s_thread_too()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Generate(Count, index => index == 5000 ? view[0] : index).AsPrefetched(2, 64);
        using var reader = view.GetEnumerator();
        for (var index = 0; index < 5000; index++)
        {
            reader.MoveNext();
        }

        Should.Throw<EvaluationException>(() => reader.MoveNext())
            .InnerException.ShouldBeOfType<InvalidOperationException>();
        view.Dispose();
    }

    [Test, CancelAfter(120_000)]
    public void Where_workers_have_a_start_of_their_own_the_reader_evaluates_nothing()
    {
        var reader = Environment.CurrentManagedThreadId;
        using var view = Seq.Generate(Count, _ => Environment.CurrentManagedThreadId)
            .AsPrefetched(2, 64, new() { OnWorkerStart = _ => { } });

        view.ShouldAllBe(maker => maker != reader);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_reader_may_step_and_await_in_turns()
    {
        await using var view = Seq.Generate(Count, index => index).AsPrefetched(2, 64);
        await using var reader = view.GetAsyncEnumerator();
        var steps = (IEnumerator<int>)reader;
        for (var index = 0; index < Count; index++)
        {
            (index / 100 % 2 == 0 ? steps.MoveNext() : await reader.MoveNextAsync()).ShouldBeTrue();
            reader.Current.ShouldBe(index);
        }

        Figures(view).ShouldBe((Count, Count, 0, 0));
    }

    [Test, CancelAfter(120_000)]
    public void Nothing_is_allocated_for_an_element()
    {
        using var view = Seq.Generate(Count, index => index).AsPrefetched(2, 64);
        using var reader = view.GetEnumerator();
        for (var read = 0; read < Count / 2; read++)
        {
            reader.MoveNext();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < Count / 4; read++)
        {
            reader.MoveNext();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Count / 4);
    }

    private static bool Step(IAsyncEnumerator<int> reader, bool awaited) =>
        awaited ? Patience.Await(reader.MoveNextAsync().AsTask()) : ((IEnumerator<int>)reader).MoveNext();

    private static (long Produced, long Delivered, long Discarded, long Ready) Figures<T>(PrefetchedView<T> view)
    {
        var figures = view.Statistics;
        return (figures.Produced, figures.Delivered, figures.Discarded, figures.Ready);
    }
}
