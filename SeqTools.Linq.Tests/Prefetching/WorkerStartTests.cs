using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

public class WorkerStartTests
{
    [Test, CancelAfter(120_000)]
    public void All_elements_are_evaluated_on_workers_where_workers_have_a_start_of_their_own()
    {
        var workshop = new Workshop(100);
        using var view = workshop.Elements.AsPrefetched(2, 5, new() { OnWorkerStart = _ => { } });

        view.Sum().ShouldBe(49_500);
        _ = view[50] + view[48] + view[3] + view[3] + view[2];

        workshop.Begun.ShouldAllBe(index => workshop.MakersOf(index).All(Workshop.IsWorker));
    }

    [Test, CancelAfter(120_000)]
    public async Task The_start_comes_first_on_each_worker()
    {
        var started = new ConcurrentDictionary<Thread, int>();
        var early = new ConcurrentQueue<int>();
        var foreground = new ConcurrentQueue<int>();
        var elements = Seq.Generate(200, i =>
        {
            if (!started.ContainsKey(Thread.CurrentThread))
            {
                early.Enqueue(i);
            }

            return i;
        });

        await using (var view = elements.AsPrefetched(4, 8, new() { OnWorkerStart = Start }))
        {
            view.ToArray().Length.ShouldBe(200);
        }

        early.ShouldBeEmpty();
        started.Values.Order().ShouldBe([0, 1, 2, 3]);
        foreground.ShouldBeEmpty();

        void Start(int number)
        {
            started[Thread.CurrentThread] = number;
            if (!Workshop.IsWorker(Thread.CurrentThread) || !Thread.CurrentThread.IsBackground)
            {
                foreground.Enqueue(number);
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_start_that_fails_is_reported_by_reads_and_tried_again_by_later_ones()
    {
        var attempts = 0;
        using var view = Seq.Range(0, 10).AsPrefetched(1, 2, new()
        {
            OnWorkerStart = _ =>
            {
                if (Interlocked.Increment(ref attempts) <= 2)
                {
                    throw new TimeoutException("No device.");
                }
            },
        });

        var failure = Should.Throw<EvaluationException>(() => view[4]);
        failure.InnerException.ShouldBeOfType<TimeoutException>();
        failure.Trail[0].Origin.Operator.ShouldBe("AsPrefetched");
        failure.Index.ShouldBe(4);

        var reads = 0;
        while (true)
        {
            try
            {
                reads++;
                view[4].ShouldBe(4);
                break;
            }
            catch (EvaluationException e) when (e.InnerException is TimeoutException)
            {
                reads.ShouldBeLessThan(10);
            }
        }

        attempts.ShouldBe(3);
    }

    [Test, CancelAfter(120_000)]
    public void A_start_that_fails_is_the_user_s_own_exception_where_errors_pass_through()
    {
        using var view =
            Seq.Range(0, 10).AsPrefetched(1, 2, new() { OnWorkerStart = _ => throw new TimeoutException() });

        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<TimeoutException>(() => view[0]);
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_start_that_reads_the_view_fails_instead_of_waiting_for_itself()
    {
        PrefetchedView<int> view = null!;
        view = Seq.Range(0, 10).AsPrefetched(1, 3, new() { OnWorkerStart = _ => view[5].ShouldBe(5) });

        using (view)
        {
            Should.Throw<EvaluationException>(() => view[0]).InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Test, CancelAfter(120_000)]
    public void A_start_that_fails_when_no_read_comes_any_more_is_an_unobserved_failure([Values] bool isAwaited)
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        var gate = new Gate();
        PrefetchOptions<int> options = new() { OnWorkerStart = Start };
        var view = isAwaited
            ? Seq.Range(0, 100).SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, 4, options)
            : Seq.Range(0, 100).AsPrefetched(2, 4, options);
        view[0].ShouldBe(0);
        gate.AwaitArrival();

        view.Dispose();
        gate.Open();

        unobserved.Await(message);

        void Start(int number)
        {
            if (number == 1)
            {
                gate.Pass();
                throw new TimeoutException(message);
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public void So_is_one_that_no_read_has_thrown_yet()
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        var gate = new Gate();
        Thread? failed = null;
        var view = Seq.Range(0, 100).AsPrefetched(2, 4, new() { OnWorkerStart = Start });
        view[0].ShouldBe(0);
        gate.Open();
        Patience.Until(() => Volatile.Read(ref failed) is { IsAlive: false });

        view.Dispose();

        unobserved.Await(message);

        void Start(int number)
        {
            if (number == 1)
            {
                gate.Pass();
                Volatile.Write(ref failed, Thread.CurrentThread);
                throw new TimeoutException(message);
            }
        }
    }
}
