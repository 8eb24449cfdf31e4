using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Observing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReportToTests
{
    private readonly ManualClock clock = new();
    private readonly Reports reports = new();

    [Test]
    public void Every_element_is_reported_if_asked_for()
    {
        var view = Slow(Seq.Range(0, 4)).ReportTo(reports, TimeSpan.Zero, new() { TimeProvider = clock });
        reports.All.ShouldBeEmpty();

        view.Sum().ShouldBe(6);

        reports.All.ShouldBe(
            Enumerable.Range(1, 4).Select(
                done => new SeqProgress { Done = done, Total = 4, Elapsed = TimeSpan.FromSeconds(done) }));
        reports.All.Select(report => report.Rate).ShouldAllBe(rate => rate == 1);
        reports.All.Select(report => report.TimeLeft?.TotalSeconds).ShouldBe([3, 2, 1, 0]);
    }

    [Test]
    public void An_element_that_is_read_again_is_done_already()
    {
        var view = Seq.Range(0, 200).Select(i => i).ReportTo(reports, TimeSpan.Zero);

        _ = view[199];
        _ = view[199];
        _ = view.ToArray();
        _ = view.Sum();

        reports.All.Select(report => report.Done).SequenceEqual(Enumerable.Range(1, 200)).ShouldBeTrue();
        reports.All.ShouldAllBe(report => report.Total == 200);
    }

    [Test]
    public void A_failed_element_is_not_done_until_it_succeeds()
    {
        var isBroken = true;
        var view = Seq.Range(0, 2).Select(i => isBroken ? throw new IOException() : i).ReportTo(reports, TimeSpan.Zero);

        Should.Throw<EvaluationException>(() => view[0]);
        reports.All.ShouldBeEmpty();
        isBroken = false;
        _ = view[0];

        reports.All.Select(report => report.Done).ShouldBe([1]);
    }

    [Test]
    public void Reports_keep_their_distance_but_for_the_last()
    {
        var view = Slow(Seq.Range(0, 34)).ReportTo(reports, TimeSpan.FromSeconds(10), new() { TimeProvider = clock });

        _ = view.Sum();

        reports.All.Select(report => report.Done).ShouldBe([1, 11, 21, 31, 34]);
    }

    [Test]
    public void A_fifth_of_a_second_is_the_distance_unless_told_otherwise()
    {
        var view = Slow(Seq.Range(0, 20), seconds: 0.05).ReportTo(reports, null, new() { TimeProvider = clock });

        _ = view.Sum();

        reports.All.Select(report => report.Done).ShouldBe([1, 5, 9, 13, 17, 20]);
    }

    [Test]
    public void A_total_that_nobody_knows_is_none()
    {
        _ = Seq.Repeat(1).ReportTo(reports)[int.MaxValue - 1];
        _ = new[] { new[] { 1, 2 } }.Select(list => list).Unbatch(2).ReportTo(reports)[0];

        reports.All.Select(report => (report.Done, report.Total)).ShouldBe([(1, null), (1, null)]);
    }

    [Test]
    public void The_total_follows_the_list()
    {
        List<int> list = [1, 2, 3];
        var view = list.ReportTo(reports, TimeSpan.Zero);

        _ = view.Sum();
        list.Add(4);
        _ = view[3];
        list.RemoveRange(0, 3);
        list.Add(5);
        _ = view[0];

        reports.All.Select(report => (report.Done, report.Total)).ShouldBe([(1, 3), (2, 3), (3, 3), (4, 4)]);
    }

    [Test]
    public void What_was_read_of_a_list_that_shrank_is_done()
    {
        List<int> list = [1, 2, 3, 4];
        var view = list.ReportTo(reports, TimeSpan.Zero);

        _ = view[3];
        _ = view[2];
        list.RemoveRange(0, 3);
        _ = view[0];

        reports.All.Select(report => (report.Done, report.Total)).ShouldBe([(1, 4), (2, 4), (3, 3)]);
    }

    [Test]
    public void Readers_at_once_report_in_order_and_the_last_element_too()
    {
        var view = Seq.Range(0, 50_000).ReportTo(reports, TimeSpan.Zero);

        Parallel.For(0, 2 * view.Count, i => _ = view[i % view.Count]);

        reports.All.Select(report => report.Done).SequenceEqual(Enumerable.Range(1, 50_000)).ShouldBeTrue();
        reports.All.Zip(reports.All.Skip(1), (a, b) => a.Elapsed <= b.Elapsed).ShouldAllBe(isInOrder => isInOrder);
    }

    [Test]
    public void Workers_that_compute_ahead_report_in_order()
    {
        var view = Seq.Range(0, 2000).ReportTo(reports, TimeSpan.Zero);
        using (var ahead = view.AsPrefetched(nworkers: 4, maxBuffered: 32))
        {
            ahead.Sum().ShouldBe(1_999_000);
        }

        reports.All.Select(report => report.Done).SequenceEqual(Enumerable.Range(1, 2000)).ShouldBeTrue();
    }

    [Test]
    public void What_a_report_throws_is_a_failure_of_the_element_that_was_read()
    {
        var view = Seq.Range(0, 3).ReportTo(new Refusal(), TimeSpan.Zero).Reverse();

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeOfType<IOException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Reverse", 0), ("ReportTo", 2)]);
        view[0].ShouldBe(2);
    }

    [Test]
    public void An_action_is_told_what_a_progress_would_be()
    {
        List<SeqProgress> told = [];
        var view = Seq.Range(0, 4).ReportTo(told.Add, TimeSpan.Zero, new() { TimeProvider = clock });

        _ = view.Sum();

        told.Select(progress => (progress.Done, progress.Total)).ShouldBe([(1, 4), (2, 4), (3, 4), (4, 4)]);
        view.Origin.Arguments.ShouldBe("told.Add");
    }

    [Test]
    public void It_is_one_stage_of_the_pipeline()
    {
        var view = Seq.Range(0, 2).Select(n => 1 / n).ReportTo(reports);

        Should.Throw<EvaluationException>(() => view[0])
            .Trail.Select(frame => frame.Origin.Operator)
            .ShouldBe(["ReportTo", "Select"]);
        view.Explain().Split(Environment.NewLine).Length.ShouldBe(3);
    }

    [Test]
    public void A_negative_distance_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, 3).ReportTo(reports, TimeSpan.FromTicks(-1)))
            .ParamName.ShouldBe("minInterval");

    [TestCase(128, 200, 10.4, "128/200 64 % 12.3/s 6 s left")]
    [TestCase(199, 200, 0.1, "199/200 99 % 1990/s 1 s left")]
    [TestCase(200, 200, 16.2, "200/200 100 % 12.3/s in 17 s")]
    [TestCase(1, 200, 0, "1/200 0 %")]
    [TestCase(1, 200, 1, "1/200 0 % 1.00/s 3 min 19 s left")]
    [TestCase(1, 10_000, 1, "1/10000 0 % 1.00/s 2 h 46 min left")]
    [TestCase(50, null, 10, "50 5.00/s")]
    [TestCase(0, 0, 0, "0/0 100 % in 0 s")]
    [TestCase(1, int.MaxValue, 1e6, "1/2147483647 0 % 0.00/s")]
    [SetCulture("de-DE")]
    public void It_prints_in_a_few_words(int done, int? total, double seconds, string words) =>
        new SeqProgress { Done = done, Total = total, Elapsed = TimeSpan.FromSeconds(seconds) }
            .ToString().ShouldBe(words);

    private SeqView<int> Slow(SeqView<int> source, double seconds = 1) => source.Select(n =>
    {
        clock.Pass(seconds);
        return n;
    });

    private sealed class Reports : IProgress<SeqProgress>
    {
        private readonly ConcurrentQueue<SeqProgress> reports = [];

        public IReadOnlyList<SeqProgress> All => [.. reports];

        public void Report(SeqProgress value) => reports.Enqueue(value);
    }

    private sealed class Refusal : IProgress<SeqProgress>
    {
        public void Report(SeqProgress value)
        {
            if (value.Done == 1)
            {
                throw new IOException();
            }
        }
    }
}
