using System.Collections;

namespace SeqTools.Linq.Tests.Observing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProfileTests
{
    private readonly ManualClock clock = new();

    private ProfileOptions Timed => new() { TimeProvider = clock };

    [Test]
    public void Each_stage_has_its_own_time_and_its_share()
    {
        var view = Seq.Range(0, 100).Select(Take(1)).Reverse().Select(Take(2)).Skip(1).Select(Take(1));

        var profile = view.Profile(10, Timed);

        Told(profile).ShouldBe(
        [
            ("Select(Take(1))", 10, 10), ("Skip(1)", 10, 0), ("Select(Take(2))", 10, 20), ("Reverse()", 10, 0),
            ("Select(Take(1))", 10, 10), ("Range(0, 100)", 10, 0),
        ]);
        profile.Stages.Select(stage => stage.Share).ShouldBe([0.25, 0, 0.5, 0, 0.25, 0]);
        profile.TotalTime.ShouldBe(TimeSpan.FromSeconds(40));
        profile.SampleSize.ShouldBe(10);
    }

    [Test]
    public void It_reads_so_many_elements_from_the_first_to_the_last()
    {
        List<int> read = [];
        var view = Seq.Range(0, 1000).Tap((_, i) => read.Add(i));

        view.Profile(sample: 4);
        read.ShouldBe([0, 333, 666, 999]);

        read.Clear();
        view.Profile();
        read.Count.ShouldBe(32);
        read.Distinct().Count().ShouldBe(32);
    }

    [Test]
    public void A_short_view_is_read_once_and_an_empty_one_not_at_all()
    {
        List<int> read = [];
        var view = new List<int> { 7, 8, 9 }.Tap((_, i) => read.Add(i));

        view.Profile().SampleSize.ShouldBe(3);
        read.ShouldBe([0, 1, 2]);
        view.Skip(3).Profile().SampleSize.ShouldBe(0);
        view.Profile(sample: 1).SampleSize.ShouldBe(1);
        read.ShouldBe([0, 1, 2, 0]);
    }

    [Test]
    public void An_endless_view_is_read_as_far_as_it_can_be_counted() =>
        new[] { 1, 2 }.Cycle().Profile(sample: 2).Stages.ShouldHaveSingleItem().Calls.ShouldBe(2);

    [Test]
    public void The_memory_that_a_stage_allocates_is_its_own()
    {
        var view = Seq.Range(0, 100).Select(n => n + 1).Select(_ => new byte[10_000]).Select(bytes => bytes.Length);
        view.Profile();

        var stages = view.Profile(sample: 10).Stages;

        stages[1].AllocatedBytes.ShouldBeInRange(100_000, 110_000);
        stages.Where(stage => stage != stages[1]).ShouldAllBe(stage => stage.AllocatedBytes < 10_000);
    }

    [Test]
    public void An_error_counts_where_it_was_thrown_and_stops_nothing()
    {
        var view = Seq.Range(0, 10)
            .Select(n => n % 2 == 0 ? throw new IOException() : n)
            .Reverse()
            .Select(n => n == 1 ? throw new FormatException() : n);

        var stages = view.Profile().Stages;

        stages.Select(stage => stage.Errors).ShouldBe([1, 0, 5, 0]);
        stages.ShouldAllBe(stage => stage.Calls == 10);
    }

    [Test]
    public void An_error_that_is_one_object_counts_each_time_and_one_that_is_handled_counts_where_it_was_thrown()
    {
        var same = new IOException();
        var view = Seq.Range(0, 10)
            .Select<int, int>(_ => throw same)
            .Batch(5)
            .Select(batch => Handled(() => batch.Sum()) + Handled(() => batch[0]));

        var stages = view.Profile().Stages;

        stages.Select(stage => (stage.Calls, stage.Errors)).ShouldBe([(2, 0), (2, 0), (4, 4), (4, 0)]);

        static int Handled(Func<int> read)
        {
            try
            {
                return read();
            }
            catch (EvaluationException)
            {
                return 0;
            }
        }
    }

    [Test]
    public void A_bulk_read_counts_as_far_as_it_came()
    {
        var view = Seq.Range(0, 10)
            .Select(n => n == 8 ? throw new IOException() : n)
            .Batch(5)
            .Select(batch => batch.ToArray());

        view.Profile().Stages.Select(stage => (stage.Calls, stage.Errors)).ShouldBe([(2, 0), (2, 0), (9, 1), (9, 0)]);
    }

    [Test]
    public void An_error_that_flows_through_untouched_counts_where_it_was_thrown()
    {
        var view = Seq.Range(0, 10).Select<int, int>(_ => throw new IOException()).Reverse();
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            view.Profile(sample: 5).Stages.Select(stage => stage.Errors).ShouldBe([0, 5, 0]);
        }
    }

    [Test]
    public void A_cancellation_stops_it()
    {
        using var cancellation = new CancellationTokenSource();
        var read = 0;
        var view = Seq.Range(0, 10).Select(n =>
        {
            read++;
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
            return n;
        });

        Should.Throw<OperationCanceledException>(() => view.Profile());
        read.ShouldBe(1);
    }

    [Test]
    public void Every_stage_that_was_written_has_its_line_and_none_that_was_not()
    {
        int[] array = [.. Enumerable.Range(0, 10)];
        var view = array[..5].Concat(array).Concat([1])[1..][1..].Reverse().Reverse().Gather([5, 4, 3]).Gather([1, 2])
            .Zip(array, array).Batch(2, batch => batch.Count).Append(1);

        view.Profile().Stages.Select(stage => stage.Origin.Operator).ShouldBe(
            ["Append", "Batch", "Zip", "Gather", "Gather", "Reverse", "Reverse", "Slice", "Slice", "Concat", "Concat"]);
    }

    [Test]
    public void A_shared_stage_has_one_line()
    {
        var shared = Seq.Range(0, 5).Select(Take(1));

        Told(shared.Zip(shared.Reverse(), (a, b) => a + b).Profile(5, Timed)).ShouldBe(
            [("Zip((a, b) => a + b)", 5, 0), ("Select(Take(1))", 10, 10), ("Range(0, 5)", 10, 0), ("Reverse()", 5, 0)]);
    }

    [Test]
    public void A_list_whose_indexer_is_slow_has_a_line_and_an_array_has_none()
    {
        var list = new SlowList(clock);
        IReadOnlyList<object> texts = list.Select(s => s).Concat(["b"]);

        var profile = texts.Select(x => x).Profile(3, Timed);

        Told(profile).ShouldBe(
            [("Select(x => x)", 3, 0), ("""Concat(["b"])""", 3, 0), ("Select(s => s)", 2, 0), ("SlowList", 2, 20)]);
        profile.Stages[^1].Origin.ShouldBe(new ViewOrigin("SlowList", "", "", 0, ""));
    }

    [Test]
    public void A_view_of_ones_own_is_a_stage_with_all_that_it_reads()
    {
        var view = new Doubled(Seq.Range(0, 5).Select(Take(1))).Select(n => n);

        Told(view.Profile(5, Timed)).ShouldBe([("Select(n => n)", 5, 0), ("Doubled()", 5, 5)]);
    }

    [Test]
    public void What_is_prefetched_is_computed_in_place()
    {
        var thread = Environment.CurrentManagedThreadId;
        var view = Seq.Range(0, 100).Select(_ => Environment.CurrentManagedThreadId).AsPrefetched(2, 8);
        using (view)
        {
            List<int> threads = [];

            Told(view.Tap(threads.Add).Profile(10, Timed)).Select(stage => stage.Calls).ShouldBe([10, 10, 10, 10]);

            threads.ShouldAllBe(id => id == thread);
            view.Statistics.Produced.ShouldBe(0);
        }
    }

    [Test]
    public void Views_that_are_elements_count_as_far_as_they_are_read()
    {
        var batches = Seq.Range(0, 100).Select(Take(1)).Batch(10);

        Told(batches.Profile(10, Timed)).ShouldBe(
            [("Batch(10)", 10, 0), ("Select(Take(1))", 0, 0), ("Range(0, 100)", 0, 0)]);
        Told(batches.Select(batch => batch[3]).Profile(10, Timed)).ShouldBe(
        [
            ("Select(batch => batch[3])", 10, 0),
            ("Batch(10)", 10, 0),
            ("Select(Take(1))", 10, 10),
            ("Range(0, 100)", 10, 0),
        ]);
        Told(batches.Select(batch => batch.ToArray().Sum()).Profile(10, Timed))[2].ShouldBe(
            ("Select(Take(1))", 100, 100));
        Told(batches.Unbatch(10).Profile(10, Timed))[2].ShouldBe(("Select(Take(1))", 10, 10));
        var halves = batches.Select(batch => batch.ToArray())
            .Unbatch(10, lastSize: 10)
            .Batch(50, half => half.ToList());
        Told(halves.Profile(2, Timed))[^2].ShouldBe(("Select(Take(1))", 100, 100));
    }

    [Test]
    public void An_enumeration_within_a_stage_counts_its_elements()
    {
        var view = Seq.Range(0, 6).Select(Take(1)).Batch(3).Select(batch => batch.AsEnumerable().Select(n => n).Sum());

        Told(view.Profile(2, Timed)).ShouldBe(
        [
            ("Select(batch => batch.AsEnumerable().Select(n => n).Sum())", 2, 0),
            ("Batch(3)", 2, 0),
            ("Select(Take(1))", 6, 6),
            ("Range(0, 6)", 6, 0),
        ]);
    }

    [Test]
    public void Threads_within_a_function_add_up()
    {
        var view = Seq.Range(0, 1000).Select(n => n).Batch(1000).Select(batch =>
        {
            Parallel.For(0, batch.Count, i => _ = batch[i]);
            return batch.Count;
        });

        view.Profile().Stages.Select(stage => stage.Calls).ShouldBe([1, 1, 1000, 1000]);
    }

    [Test]
    public void A_profile_within_a_profile_is_part_of_the_stage_that_makes_it()
    {
        var inner = Seq.Range(0, 3).Select(Take(1));
        var view = Seq.Range(0, 2).Select(_ => inner.Profile(3, Timed).SampleSize);

        Told(view.Profile(2, Timed)).ShouldBe(
            [("Select(_ => inner.Profile(3, Timed).SampleSize)", 2, 6), ("Range(0, 2)", 2, 0)]);
    }

    [Test]
    public void What_is_measured_and_reported_does_not_change()
    {
        var reports = 0;
        var measured = Seq.Range(0, 10).Measure();
        var view = measured.ReportTo(new Reports(() => reports++), TimeSpan.Zero);

        view.Profile().Stages.Select(stage => (stage.Origin.Operator, stage.Calls))
            .ShouldBe([("ReportTo", 10), ("Measure", 10), ("Range", 10)]);

        reports.ShouldBe(0);
        measured.Throughput.ShouldBeNull();
    }

    [Test]
    public void Printed_it_is_a_table_the_slowest_stage_first() =>
        Warm(Printable()).Profile(8, Timed).ToString().ShouldMatchSnapshot();

    [Test]
    public void Drawn_it_is_the_tree_of_the_pipeline_with_the_figures() =>
        Warm(Printable()).Profile(8, Timed).Explain().ShouldMatchSnapshot();

    [TestCase(0, "0 µs")]
    [TestCase(0.0000005, "0.50 µs")]
    [TestCase(0.000123, "123 µs")]
    [TestCase(0.0123, "12.3 ms")]
    [TestCase(1.5, "1.50 s")]
    [TestCase(1234, "1234 s")]
    [SetCulture("de-DE")]
    public void Time_is_told_in_the_unit_that_suits(double seconds, string told) =>
        Stage(seconds, bytes: 0).ToString().ShouldBe($"50.0 %, {told}, 1 call, 0 B: Made()");

    [TestCase(999, "999 B")]
    [TestCase(1_000, "1.00 kB")]
    [TestCase(98_100_000, "98.1 MB")]
    [TestCase(123_000_000_000, "123 GB")]
    [SetCulture("de-DE")]
    public void Memory_is_told_in_the_unit_that_suits(long bytes, string told) =>
        Stage(seconds: 1, bytes).ToString().ShouldBe($"50.0 %, 1.00 s, 1 call, {told}: Made()");

    [Test]
    public void Errors_are_told_where_there_are_any()
    {
        (Stage(1, 0) with { Errors = 1, Calls = 2 }).ToString()
            .ShouldBe("50.0 %, 1.00 s, 2 calls, 0 B, 1 error: Made()");
        (Stage(1, 0) with { Errors = 2 }).ToString().ShouldBe("50.0 %, 1.00 s, 1 call, 0 B, 2 errors: Made()");
    }

    [Test]
    public void Arguments_that_are_none_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => SeqExtensions.Profile<int>(null!)).ParamName.ShouldBe("source");
        Should.Throw<ArgumentOutOfRangeException>(() => new[] { 1 }.Profile(sample: 0)).ParamName.ShouldBe("sample");
    }

    [Test]
    public void A_list_that_cannot_be_counted_says_so() =>
        Should.Throw<EvaluationException>(() => new UncountableList<int>(1).Select(n => n).Profile())
            .InnerException.ShouldBeOfType<IOException>();

    private static StageProfile Stage(double seconds, long bytes) =>
        new()
        {
            Origin = new("Made", "", "", 0, ""),
            Calls = 1,
            OwnTime = TimeSpan.FromSeconds(seconds),
            Share = 0.5,
            AllocatedBytes = bytes,
        };

    private static (string Stage, long Calls, double Seconds)[] Told(SeqProfile profile) =>
        [.. profile.Stages.Select(stage => (stage.Name, stage.Calls, stage.OwnTime.TotalSeconds))];

    /// <summary>
    /// A pipeline whose figures are the same wherever it runs: nothing is allocated, and time passes by hand.
    /// </summary>
    private SeqView<int> Printable()
    {
        List<int> list = [.. Enumerable.Range(0, 1000)];
        var slow = list.Select(Take(0.25));
        return slow.Zip(slow.Reverse(), (a, b) => a < b ? a : b).Take(10).Select(Take(0.001));
    }

    /// <summary>What is allocated once, at the first read, is not to be seen.</summary>
    private static SeqView<int> Warm(SeqView<int> view)
    {
        view.Profile();
        return view;
    }

    private Func<int, int> Take(double seconds) => n =>
    {
        clock.Pass(seconds);
        return n;
    };

    private sealed class Doubled(SeqView<int> numbers) : SeqView<int>
    {
        public override int Count => 2 * numbers.Count;

        protected override IReadOnlyList<object> Sources => [numbers];

        protected override int GetItem(int index) => numbers[index / 2];
    }

    private sealed class SlowList(ManualClock clock) : IReadOnlyList<string>
    {
        public int Count => 2;

        public string this[int index]
        {
            get
            {
                clock.Pass(seconds: 10);
                return "a";
            }
        }

        public IEnumerator<string> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Reports(Action report) : IProgress<SeqProgress>
    {
        public void Report(SeqProgress value) => report();
    }
}
