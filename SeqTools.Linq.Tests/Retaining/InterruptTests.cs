using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary><see cref="Thread.Interrupt"/> fails the read that it hits, and nothing else.</summary>
internal sealed class InterruptTests
{
    private const int Count = 200;

    private static IEnumerable<TestCaseData<Func<SeqView<int>, SeqView<int>>>> Views()
    {
        yield return Named("Memoize", source => source.Memoize());
        yield return Named("AsCached", source => source.AsCached(16));
        yield return Named("AsCached of one", source => source.AsCached(1, _ => { }));
        yield return Named("AsIndexable", source => source.Where(_ => true).AsIndexable(cacheSize: 16, cursors: 2));
        yield return Named("two caches", source => source.AsCached(8).Reverse().Memoize().Reverse());

        static TestCaseData<Func<SeqView<int>, SeqView<int>>> Named(
            string name, Func<SeqView<int>, SeqView<int>> cached) =>
            new TestCaseData<Func<SeqView<int>, SeqView<int>>>(cached).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Views)), CancelAfter(120_000)]
    public void Readers_that_are_interrupted_again_and_again_read_what_they_read_in_the_end(
        Func<SeqView<int>, SeqView<int>> cached)
    {
        for (var round = 0; round < 8; round++)
        {
            var view = cached(Seq.Range(0, Count).Select(Slowly));
            var wrong = 0;
            Thread[] readers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() => ReadAll(view, ref wrong))
            {
                IsBackground = true,
            })];
            Array.ForEach(readers, reader => reader.Start());
            for (var sent = 0; sent < 3000 && readers.Any(reader => reader.IsAlive); sent++)
            {
                readers[sent % readers.Length].Interrupt();
                Thread.Yield();
            }

            Array.ForEach(readers, Patience.Await);
            wrong.ShouldBe(0);
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
        Exception? failure = null;
        Thread first = new(() => failure = Should.Throw<EvaluationException>(() => view[1])) { IsBackground = true };
        first.Start();
        begun.Wait();
        var second = Patience.StartBlocked(() => view[1]);

        first.Interrupt();

        Patience.Await(second).ShouldBe(1);
        Patience.Await(first);
        failure!.InnerException.ShouldBeOfType<ThreadInterruptedException>();
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
        var wasTaken = false;
        Thread thread;
        lock (gate)
        {
            thread = new(() =>
            {
                using (Uninterrupted.Lock(gate))
                {
                    wasTaken = true;
                }

                Should.Throw<ThreadInterruptedException>(() => Thread.Sleep(Timeout.Infinite));
            })
            {
                IsBackground = true,
            };
            thread.Start();
            Patience.Until(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            thread.Interrupt();
        }

        Patience.Await(thread);
        wasTaken.ShouldBeTrue();
    }

    private static int Slowly(int n)
    {
        Thread.SpinWait(50);
        return n;
    }

    private static void ReadAll(SeqView<int> view, ref int wrong)
    {
        for (var i = 0; i < Count;)
        {
            try
            {
                if (view[i] != i)
                {
                    Interlocked.Increment(ref wrong);
                }

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
