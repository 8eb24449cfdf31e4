namespace SeqTools.Linq.Tests.Prefetching;

public class PrefetchSettingsTests
{
    private static readonly ViewOrigin Origin = new("AsPrefetched");

    [TestCase(3, 7, 3, 7)]
    [TestCase(3, 0, 3, 10)]
    [TestCase(5, 0, 5, 10)]
    [TestCase(6, 0, 6, 12)]
    [TestCase(1 << 16, 1, 1 << 16, 1)]
    [TestCase((1 << 16) + 1, 1, 1 << 16, 1)]
    [TestCase(int.MaxValue, 0, 1 << 16, 1 << 17)]
    [TestCase(int.MinValue, 1, 1, 1)]
    public void What_is_not_given_follows_from_the_rest(int nworkers, int maxBuffered, int workers, int buffer)
    {
        var settings = PrefetchSettings.Of<int>(nworkers, maxBuffered, new(), Origin);

        settings.ShouldBe(new(workers, buffer));
    }

    [Test]
    public void From_zero_down_the_workers_follow_the_processors()
    {
        PrefetchSettings.Of<int>(0, 1, new(), Origin).WorkerCount.ShouldBe(Environment.ProcessorCount);
        PrefetchSettings.Of<int>(-1, 1, new(), Origin).WorkerCount
            .ShouldBe(Math.Max(1, Environment.ProcessorCount - 1));
        PrefetchSettings.Of<int>(-Environment.ProcessorCount, 1, new(), Origin).WorkerCount.ShouldBe(1);
    }

    [TestCase(10, 10)]
    [TestCase(1 << 16, 1 << 16)]
    [TestCase(int.MaxValue, 1 << 16)]
    public void Readers_are_far_apart_beyond_the_buffer_or_where_that_has_no_bound(int maxBuffered, int reach) =>
        new PrefetchSettings(1, maxBuffered).Reach.ShouldBe(reach);

    [TestCase(0)]
    [TestCase(-2)]
    [TestCase(((double)int.MaxValue) + 1)]
    public void An_idle_time_out_that_is_refused_is_told_with_what_would_do(double milliseconds)
    {
        PrefetchOptions<int> options = new() { IdleTimeout = TimeSpan.FromMilliseconds(milliseconds) };

        var refusal = Should.Throw<ArgumentOutOfRangeException>(() => PrefetchSettings.Of(1, 1, options, Origin));

        refusal.ParamName.ShouldBe("options");
        refusal.ActualValue.ShouldBe(options.IdleTimeout);
        refusal.Message.ShouldContain("IdleTimeout of AsPrefetched");
        refusal.Message.ShouldContain("Timeout.InfiniteTimeSpan");
    }

    [TestCase(int.MaxValue)]
    [TestCase(0.0001)]
    [TestCase(-1)]
    public void The_longest_and_the_shortest_idle_time_out_and_none_will_do(double milliseconds) =>
        PrefetchSettings.Of<int>(1, 1, new() { IdleTimeout = TimeSpan.FromMilliseconds(milliseconds) }, Origin)
            .MaxBuffered.ShouldBe(1);

    [Test]
    public void A_clock_that_is_null_is_told_as_an_option_of_the_view()
    {
        var refusal = Should.Throw<ArgumentException>(
            () => PrefetchSettings.Of<int>(1, 1, new() { TimeProvider = null! }, Origin));

        refusal.ParamName.ShouldBe("options");
        refusal.Message.ShouldContain("TimeProvider of AsPrefetched");
    }

    [Test]
    public void A_buffer_of_less_than_nothing_is_refused_by_its_name() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PrefetchSettings.Of<int>(1, -1, new(), Origin))
            .ParamName.ShouldBe("maxBuffered");

    [Test]
    public void Options_with_more_to_be_done_do_both_and_those_with_nothing_more_stay_the_same()
    {
        List<string> log = [];
        PrefetchOptions<int> options = new() { OnDiscard = value => log.Add($"first {value}"), Name = "name" };

        options.AndThen(null).ShouldBeSameAs(options);
        var both = options.AndThen(value => log.Add($"then {value}"));
        both.OnDiscard!(1);
        options.OnDiscard!(2);

        log.ShouldBe(["first 1", "then 1", "first 2"]);
        both.Name.ShouldBe("name");
        new PrefetchOptions<int>().AndThen(value => log.Add($"only {value}")).OnDiscard!(3);
        log[^1].ShouldBe("only 3");
    }
}
