using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Observing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MeasureTests
{
    private readonly ManualClock clock = new();

    [Test]
    public void Before_the_first_read_there_are_no_figures()
    {
        var view = Measured(seconds: 0.5);
        _ = view.Count;

        view.Throughput.ShouldBeNull();
        view.MeanReadTime.ShouldBeNull();
    }

    [Test]
    public void The_throughput_is_the_inverse_of_the_delay_and_what_a_reader_does_between_reads_counts_for_neither()
    {
        var view = Measured(seconds: 0.5);
        for (var i = 0; i < 4; i++)
        {
            view[i].ShouldBe(i);
            clock.Pass(seconds: 100);
        }

        view.Throughput.ShouldBe(2);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void Elements_count_however_they_are_read()
    {
        var view = Measured(seconds: 0.5);

        foreach (var _ in view)
        {
            clock.Pass(seconds: 100);
        }

        view.ToArray().Length.ShouldBe(10);
        view.Skip(5).ToList().Count.ShouldBe(5);

        view.Throughput.ShouldBe(2);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void To_readers_at_once_the_throughput_is_what_they_get_together()
    {
        using var together = new Barrier(2, _ => clock.Pass(seconds: 0.5));
        var view = Measured(i =>
        {
            together.SignalAndWait(Patience.Limit).ShouldBeTrue();
            return i;
        });

        Patience.Await(Task.WhenAll(Patience.Start(() => view[0]), Patience.Start(() => view[1])));

        view.Throughput.ShouldBe(4);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void A_failed_element_took_time_and_gave_nothing()
    {
        var view = Measured(i =>
        {
            clock.Pass(seconds: 0.5);
            return 1 / (i - 1);
        });

        Should.Throw<EvaluationException>(() => view[1]);
        view.Throughput.ShouldBeNull();
        view.MeanReadTime.ShouldBeNull();
        _ = view[0];

        view.Throughput.ShouldBe(1);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void A_bulk_read_that_fails_gave_the_elements_before()
    {
        var view = Measured(i =>
        {
            clock.Pass(seconds: 0.5);
            return 1 / (i - 7);
        });

        Should.Throw<EvaluationException>(() => view.CopyTo(3, new int[7])).Index.ShouldBe(7);

        view.Throughput.ShouldBe(4 / 2.5);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(2.5 / 4));
    }

    [Test]
    public void It_measures_anew_after_a_reset_and_an_enumeration_goes_on()
    {
        var view = Measured(seconds: 0.5);
        using var pass = view.GetEnumerator();
        pass.MoveNext();

        view.Reset();
        view.Throughput.ShouldBeNull();
        view.MeanReadTime.ShouldBeNull();
        pass.MoveNext();

        view.Throughput.ShouldBe(2);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void A_read_that_has_begun_before_a_reset_does_not_count()
    {
        MeasuredView<int>? view = null;
        view = Measured(i =>
        {
            clock.Pass(seconds: i == 0 ? 100 : 0.5);
            if (i == 0)
            {
                view!.Reset();
            }

            return i;
        });

        _ = view[0];
        view.MeanReadTime.ShouldBeNull();
        _ = view[1];

        view.Throughput.ShouldBe(2);
        view.MeanReadTime.ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public void A_failure_passes_through_it_once()
    {
        var view = Seq.Range(0, 3).Select(n => 1 / n).Measure().Reverse();

        ShouldBeOnTheTrail(() => view[2]);
        ShouldBeOnTheTrail(() => view.Sum());
        ShouldBeOnTheTrail(() => ((IView)view).Sources.OfType<SeqView<int>>().Single().ToArray(), "Measure", "Select");
        ShouldBeOnTheTrail(() => view.ToArray());
    }

    [Test]
    public void Its_stage_is_drawn_once() =>
        Snapshot.Scrub(Measured(seconds: 1).Explain()).ShouldBe("""
            Measure()  10 elements in Import.cs:line # (Load)
            └─ Made()  10 elements
            """);

    [Test]
    public void It_is_measured_under_prefetching()
    {
        var measured = Seq.Range(0, 1000).Measure();
        using var ahead = measured.AsPrefetched(nworkers: 4, maxBuffered: 16);

        ahead.Sum().ShouldBe(499_500);

        measured.Throughput.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    private static void ShouldBeOnTheTrail<T>(Func<T> read, params string[] stages) =>
        Should.Throw<EvaluationException>(() => { _ = read(); })
            .Trail.Select(frame => frame.Origin.Operator)
            .ShouldBe(stages is [] ? ["Reverse", "Measure", "Select"] : stages);

    private MeasuredView<int> Measured(double seconds) => Measured(i =>
    {
        clock.Pass(seconds);
        return i;
    });

    private MeasuredView<int> Measured(Func<int, int> make) =>
        new SelectView<int, int>(new RangeView(0, 10, 1, ViewOrigin.None), make, new("Made", "", "", 0, ""))
            .Measure(new() { TimeProvider = clock }, filePath: "Import.cs", lineNumber: 21, memberName: "Load");
}
