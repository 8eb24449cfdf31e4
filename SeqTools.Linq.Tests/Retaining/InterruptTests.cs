using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary><see cref="Thread.Interrupt"/> fails the read that it hits, and nothing else.</summary>
internal sealed class InterruptTests
{
    private const int Count = 400;
    private const int Readers = 6;

    private static IEnumerable<TestCaseData<Func<SeqView<int>, SeqView<int>>, int>> Views()
    {
        yield return Named("Memoize", source => source.Memoize());
        yield return Named("AsCached", source => source.AsCached(16));
        yield return Named("AsCached of one", source => source.AsCached(1, _ => { }));
        yield return Named("AsIndexable", source => source.Where(_ => true).AsIndexable(cacheSize: 16, cursors: 2));
        yield return Named("two caches", source => source.AsCached(8).Reverse().Memoize().Reverse());
        yield return (TestCaseData<Func<SeqView<int>, SeqView<int>>, int>)Named(
            "Memoize, for long", source => source.Memoize(), rounds: 2000).SetCategory("Long");

        static TestCaseData<Func<SeqView<int>, SeqView<int>>, int> Named(
            string name, Func<SeqView<int>, SeqView<int>> cached, int rounds = 5) =>
            new TestCaseData<Func<SeqView<int>, SeqView<int>>, int>(cached, rounds).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Views)), CancelAfter(120_000)]
    public void Readers_that_are_interrupted_again_and_again_read_what_they_read_in_the_end(
        Func<SeqView<int>, SeqView<int>> cached, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var view = cached(Seq.Range(0, Count).Select(Slowly));
            ConcurrentBag<Exception> failures = [];
            Thread[] readers = [.. Enumerable.Range(0, Readers).Select(_ => Start(() => ReadAll(view), failures))];
            for (var sent = 0; sent < 5000 && Array.Exists(readers, reader => reader.IsAlive); sent++)
            {
                Array.ForEach(readers, reader => reader.Interrupt());
                Thread.Yield();
            }

            Array.ForEach(readers, Patience.Await);
            failures.ShouldBeEmpty();
            view.ShouldBe(Enumerable.Range(0, Count));
        }
    }

    [Test, CancelAfter(120_000)]
    public void Who_waits_for_an_element_whose_evaluation_is_interrupted_evaluates_it()
    {
        using ManualResetEventSlim begun = new(), never = new();
        var evaluations = 0;
        var view = Seq.Range(0, 3).Select(n =>
        {
            if (Interlocked.Increment(ref evaluations) == 1)
            {
                begun.Set();
                never.Wait();
            }

            return n;
        }).Memoize();
        ConcurrentBag<Exception> failures = [];
        var first = Start(() => _ = view[1], failures);
        begun.Wait();
        var second = Patience.StartBlocked(() => view[1]);

        first.Interrupt();

        Patience.Await(second).ShouldBe(1);
        Patience.Await(first);
        failures.ShouldHaveSingleItem().InnerException.ShouldBeOfType<ThreadInterruptedException>();
        evaluations.ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public void Who_is_interrupted_while_it_waits_gives_up_alone()
    {
        using ManualResetEventSlim begun = new(), go = new();
        var view = Seq.Range(0, 3).Select(n =>
        {
            begun.Set();
            go.Wait();
            return n;
        }).AsCached(2);
        var first = Patience.Start(() => view[1]);
        begun.Wait();
        Thread? waiting = null;
        var second = Patience.StartBlocked(() =>
        {
            Volatile.Write(ref waiting, Thread.CurrentThread);
            return view[1];
        });

        waiting!.Interrupt();
        Should.Throw<ThreadInterruptedException>(() => Patience.Await(second));
        go.Set();

        Patience.Await(first).ShouldBe(1);
        view[1].ShouldBe(1);
    }

    [Test, CancelAfter(60_000)]
    public void A_lock_is_taken_all_the_same_and_the_interrupt_comes_at_the_next_wait()
    {
        object gate = new();
        ConcurrentBag<Exception> failures = [];
        var wasTaken = false;
        Thread thread;
        lock (gate)
        {
            thread = Start(
                () =>
                {
                    using (Uninterrupted.Lock(gate))
                    {
                        wasTaken = true;
                    }

                    Should.Throw<ThreadInterruptedException>(() => Thread.Sleep(Timeout.Infinite));
                }, failures);
            Patience.Until(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            thread.Interrupt();
        }

        Patience.Await(thread);
        (wasTaken, failures.Count).ShouldBe((true, 0));
    }

    private static Thread Start(Action work, ConcurrentBag<Exception> failures)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private static int Slowly(int n)
    {
        Thread.SpinWait(50);
        return n;
    }

    private static void ReadAll(SeqView<int> view)
    {
        for (var i = 0; i < Count;)
        {
            try
            {
                view[i].ShouldBe(i);
                i++;
            }
            catch (ThreadInterruptedException)
            {
                // Once more.
            }
            catch (EvaluationException e) when (e.InnerException is ThreadInterruptedException)
            {
                // Once more.
            }
        }
    }
}
