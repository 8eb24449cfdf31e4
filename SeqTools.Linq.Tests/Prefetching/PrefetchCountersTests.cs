namespace SeqTools.Linq.Tests.Prefetching;

public class PrefetchCountersTests
{
    private readonly ManualClock clock = new();

    [Test]
    public void Each_figure_counts_what_it_says_in_the_sum_as_well()
    {
        PrefetchCounters sum = new(null, clock);
        PrefetchCounters counters = new(sum, clock);

        counters.Produce(5);
        counters.ProduceByReader(3);
        counters.ProduceByReader(0);
        counters.Deliver(4);
        counters.Discard(2);
        counters.Produce(0);
        counters.Deliver(0);

        foreach (var figures in new[] { counters.Snapshot(), sum.Snapshot() })
        {
            (figures.Produced, figures.Delivered, figures.Discarded, figures.Ready).ShouldBe((8, 4, 2, 2));
        }

        counters.Snapshot().ComputedByReaders.ShouldBe(3);
    }

    [Test]
    public void What_became_of_an_element_may_be_counted_before_it_is_itself()
    {
        PrefetchCounters counters = new(null, clock);
        counters.Produce(2);
        counters.Deliver(2);
        counters.Discard(1);

        var figures = counters.Snapshot();

        (figures.Produced, figures.Delivered, figures.Discarded, figures.Ready).ShouldBe((3, 2, 1, 0));
    }

    [Test]
    public void The_time_of_all_who_wait_is_added_up_those_included_that_still_do()
    {
        PrefetchCounters sum = new(null, clock);
        PrefetchCounters counters = new(sum, clock);
        clock.Advance(TimeSpan.FromSeconds(100));

        var first = counters.ReaderWaits.Begin();
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = counters.ReaderWaits.Begin();
        clock.Advance(TimeSpan.FromSeconds(3));
        Waited(8);
        first.Dispose();
        clock.Advance(TimeSpan.FromSeconds(10));
        Waited(18);
        second.Dispose();
        clock.Advance(TimeSpan.FromSeconds(10));
        Waited(18);
        counters.Snapshot().WorkerWait.ShouldBe(TimeSpan.Zero);

        void Waited(int seconds)
        {
            counters.Snapshot().ReaderWait.ShouldBe(TimeSpan.FromSeconds(seconds));
            sum.Snapshot().ReaderWait.ShouldBe(TimeSpan.FromSeconds(seconds));
        }
    }

    [Test]
    public void Waits_of_workers_are_told_from_those_of_readers()
    {
        PrefetchCounters counters = new(null, clock);

        using (counters.WorkerWaits.Begin())
        {
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        (counters.Snapshot().WorkerWait, counters.Snapshot().ReaderWait).ShouldBe(
            (TimeSpan.FromSeconds(2), TimeSpan.Zero));
    }

    [Test]
    public void Workers_at_work_and_those_that_have_nothing_to_do_are_told_apart()
    {
        PrefetchCounters sum = new(null, clock);
        PrefetchCounters counters = new(sum, clock);

        counters.CountWorkers(working: 3, idle: 0);
        counters.CountWorkers(working: -1, idle: 1);

        (counters.WorkingWorkers, counters.IdleWorkers).ShouldBe((2, 1));
        (sum.WorkingWorkers, sum.IdleWorkers).ShouldBe((2, 1));
    }

    [Test]
    public void A_number_that_several_count_on_moves_from_what_it_is()
    {
        var counter = Counter.Of(5);

        counter.TryMove(4, 9).ShouldBeFalse();
        counter.Value.ShouldBe(5);
        counter.TryMove(5, 9).ShouldBeTrue();
        counter.Add(-2);
        counter.Value.ShouldBe(7);
        counter.Set(1);
        counter.Value.ShouldBe(1);
    }
}
