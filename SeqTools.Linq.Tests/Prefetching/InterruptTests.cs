namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>An interrupt fails the read that it hits, and nothing else.</summary>
public class InterruptTests
{
    [Test, CancelAfter(120_000)]
    public void A_reader_that_is_interrupted_while_it_waits_leaves_the_element_to_the_others([Values] bool isProduced)
    {
        var workshop = new Workshop(10);
        var gate = workshop.HoldBack(1);
        using var view = isProduced
            ? workshop.Elements.SelectAsync(x => new ValueTask<int>(x)).AsPrefetched(2, 4)
            : workshop.Elements.AsPrefetched(2, 4, new() { OnWorkerStart = _ => { } });
        var interrupted = Interrupted.Start(() => view[1]);
        gate.AwaitArrival();
        var patient = Patience.StartBlocked(() => view[1]);
        var awaiting = view.GetAsync(1).AsTask();

        interrupted.Interrupt();
        interrupted.Failure.ShouldBeOfType<ThreadInterruptedException>();
        gate.Open();

        Patience.Await(patient).ShouldBe(10);
        Patience.Await(awaiting).ShouldBe(10);
        view.ShouldBe(Enumerable.Range(0, 10).Select(i => 10 * i));
    }

    [Test, CancelAfter(120_000)]
    public void An_element_whose_reader_is_interrupted_while_it_evaluates_it_is_evaluated_for_the_others()
    {
        var workshop = new Workshop(10);
        using var view = workshop.Elements.AsPrefetched(1, 1);
        var gate = workshop.HoldBack(0);
        var interrupted = Interrupted.Start(() => view[0]);
        gate.AwaitArrival();
        var blocking = Patience.StartBlocked(() => view[0]);
        var awaiting = view.GetAsync(0).AsTask();

        interrupted.Interrupt();
        var failure = interrupted.Failure.ShouldBeOfType<EvaluationException>();
        failure.InnerException.ShouldBeOfType<ThreadInterruptedException>();
        gate.Open();

        Patience.Await(blocking).ShouldBe(0);
        Patience.Await(awaiting).ShouldBe(0);
        view[0].ShouldBe(0);
        view.Statistics.Produced.ShouldBe(workshop.Begun.Length);
    }

    [Test, CancelAfter(120_000)]
    public void An_element_whose_reader_was_interrupted_is_there_for_who_comes_later()
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(2, 8);
        var gate = workshop.HoldBack(0);
        var interrupted = Interrupted.Start(() => view[0]);
        gate.AwaitArrival();
        Patience.Until(() => view.Statistics is { Ready: 7, WorkerWait.Ticks: > 0 });

        interrupted.Interrupt();
        interrupted.Failure.ShouldBeOfType<EvaluationException>();
        gate.Open();

        Patience.Await(view.GetAsync(0).AsTask()).ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public void A_seek_leaves_such_an_element_to_a_worker_too()
    {
        var workshop = new Workshop(1000);
        using var view = workshop.Elements.AsPrefetched(1, 2);
        var gate = workshop.HoldBack(0);
        var interrupted = Interrupted.Start(() => view[0]);
        gate.AwaitArrival();
        var awaiting = view.GetAsync(0).AsTask();
        view[500].ShouldBe(5000);

        interrupted.Interrupt();
        interrupted.Failure.ShouldBeOfType<EvaluationException>();
        gate.Open();

        Patience.Await(awaiting).ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public void A_function_that_leaves_its_thread_interrupted_ends_no_worker([Values] bool onWorkersOnly)
    {
        const int Count = 2000;
        var evaluated = Seq.Generate(Count, i =>
        {
            if (Workshop.IsWorker(Thread.CurrentThread) && i % 3 == 0)
            {
                Thread.CurrentThread.Interrupt();
            }

            return i;
        });
        using var view = evaluated.AsPrefetched(
            4, 64, new() { OnWorkerStart = onWorkersOnly ? _ => { } : null, OnWorkerStop = _ => { } });

        var reads = Enumerable.Range(0, 4).Select(_ => Patience.Start(() => view.Sum())).ToArray();

        Array.ForEach(reads, read => Patience.Await(read).ShouldBe(Count * (Count - 1) / 2));
        Enumerable.Range(0, 300).Select(i => view[7 * i % Count]).ShouldBe(
            Enumerable.Range(0, 300).Select(i => 7 * i % Count));
        Patience.Await(view.DisposeAsync().AsTask());
    }

    [Test, CancelAfter(120_000)]
    public void Dispose_by_a_thread_that_was_interrupted_ends_the_view()
    {
        var workshop = new Workshop(100);
        var view = workshop.Elements.AsPrefetched(2, 4, new() { OnWorkerStart = _ => { } });
        view[0].ShouldBe(0);

        Patience.Await(Patience.Start(() => new Interruptible().Run(() =>
        {
            Thread.CurrentThread.Interrupt();
            view.Dispose();
        })));

        Patience.Await(view.DisposeAsync().AsTask());
        Should.Throw<ObjectDisposedException>(() => view[1]);
    }

    /// <summary>A read on a thread of its own that is to be interrupted.</summary>
    private sealed class Interrupted
    {
        private readonly Thread thread;
        private Exception? failure;

        private Interrupted(Func<int> read) => thread = new(() =>
        {
            try
            {
                read();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });

        public Exception? Failure
        {
            get
            {
                Patience.Await(thread);
                return failure;
            }
        }

        public static Interrupted Start(Func<int> read)
        {
            var interrupted = new Interrupted(read);
            interrupted.thread.IsBackground = true;
            interrupted.thread.Start();
            return interrupted;
        }

        public void Interrupt() => thread.Interrupt();
    }
}
