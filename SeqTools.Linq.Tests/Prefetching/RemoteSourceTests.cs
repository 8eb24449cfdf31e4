using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

internal sealed class RemoteSourceTests
{
    private static readonly ViewOrigin Origin = new("Elsewhere", "settings");

    [Test]
    public void Its_elements_are_computed_ahead_under_its_own_name_alone()
    {
        using var view = new Source(5).Prefetch(2, 4, new(), Origin);

        view.ShouldBe([0, 10, 20, 30, 40]);
        view.Origin.ShouldBe(Origin);
        view.Explain().ShouldBe($"Elsewhere(settings)  5 elements{Origin.Place}");
    }

    [Test]
    public void Its_length_is_asked_for_when_it_is_needed_and_once()
    {
        var source = new Source(5);
        using var view = source.Prefetch(2, 4, new(), Origin);

        view.Explain().ShouldContain("count unknown");
        source.Asked.ShouldBe(0);
        view.Count.ShouldBe(5);
        view[4].ShouldBe(40);
        source.Asked.ShouldBe(1);
    }

    [Test]
    public void A_failure_there_goes_on_below_the_stage_here()
    {
        var there = new EvaluationFrame(new("Decode"), 7);
        var source = new Source(5) { Failure = new EvaluationException(new FormatException(), [there]) };
        using var view = source.Prefetch(1, 1, new(), Origin);

        var failure = Should.Throw<EvaluationException>(() => view[2]);

        failure.Trail.ShouldBe([new(Origin, 2), there]);
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test]
    public void A_failure_without_a_trail_has_the_stage_here()
    {
        using var view = new Source(5) { Failure = new FormatException() }.Prefetch(1, 1, new(), Origin);

        Should.Throw<EvaluationException>(() => view[2]).Trail.ShouldBe([new(Origin, 2)]);
    }

    [Test]
    public void A_length_that_cant_be_had_has_the_stage_here()
    {
        using var view = new Source(5) { CountFailure = new FormatException() }.Prefetch(1, 1, new(), Origin);

        var failure = Should.Throw<EvaluationException>(() => view[2]);

        failure.Trail.ShouldBe([new(Origin, EvaluationFrame.NoIndex)]);
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test]
    public void Neighbours_are_asked_for_at_once_with_one_token_as_many_as_are_worth_it()
    {
        var source = new Source(100) { NeighboursAtOnceNow = 3, WaitsForEnd = true };
        using var view = source.Prefetch(1, 16, new(), Origin);
        var reading = view.GetAsync(50).AsTask();

        Patience.Until(() => source.UnderWay.Count == 3);

        source.UnderWay.Select(asked => asked.Index).ShouldBe([50, 51, 52]);
        source.UnderWay.Select(asked => asked.Token).Distinct().Count().ShouldBe(1);
        reading.IsCompleted.ShouldBeFalse();
    }

    [Test]
    public void Workers_leave_each_other_half_of_the_buffer_when_they_ask_for_neighbours()
    {
        var source = new Source(100) { NeighboursAtOnceNow = 3, WaitsForEnd = true };
        using var view = source.Prefetch(1, 4, new(), Origin);
        _ = view.GetAsync(50).AsTask();

        Patience.Until(() => source.UnderWay.Count == 2);

        source.UnderWay.Select(asked => asked.Index).ShouldBe([50, 51]);
    }

    [Test]
    public async Task Neighbours_that_were_asked_for_at_once_are_cancelled_when_none_of_them_is_wanted()
    {
        var source = new Source(100) { NeighboursAtOnceNow = 3, WaitsForEnd = true };
        using var view = source.Prefetch(1, 16, new(), Origin);
        using var impatience = new CancellationTokenSource();
        var reading = view.GetAsync(50, impatience.Token).AsTask();
        Patience.Until(() => source.UnderWay.Count == 3);
        var token = source.UnderWay.First().Token;

        _ = view.GetAsync(0).AsTask();
        token.IsCancellationRequested.ShouldBeFalse();
        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
        Patience.Until(() => token.IsCancellationRequested);
    }

    [Test]
    public void It_is_told_to_end_before_its_producers_are_waited_for()
    {
        var source = new Source(5) { WaitsForEnd = true };
        var view = source.Prefetch(1, 1, new(), Origin);
        var reading = view.GetAsync(0).AsTask();
        Patience.Until(() => source.IsEvaluating);

        Patience.Await(view.DisposeAsync().AsTask());

        source.IsOver.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(reading);
    }

    [Test]
    public void It_ends_with_the_view()
    {
        var source = new Source(5);

        source.Prefetch(1, 1, new(), Origin).Dispose();

        source.IsOver.ShouldBeTrue();
    }

    [Test]
    public void Once_it_was_ended_its_length_is_no_failure_but_refused([Values] bool awaited)
    {
        var source = new Source(5) { CountFailure = new ObjectDisposedException("source") };
        var view = source.Prefetch(1, 1, new(), Origin);
        Should.Throw<EvaluationException>(() => view.Count);

        if (awaited)
        {
            Patience.Await(view.DisposeAsync().AsTask());
        }
        else
        {
            view.Dispose();
        }

        Should.Throw<ObjectDisposedException>(() => view.Count);
        Should.Throw<ObjectDisposedException>(() => view[0]);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_length_that_nobody_waits_for_any_more_and_that_fails_is_told_to_nobody()
    {
        using var unobserved = new UnobservedFailures();
        var (message, later) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid()}");
        await GiveUpCountAsync(new InvalidDataException(message));
        LeaveFailure(later);

        unobserved.Await(later);
        unobserved.Await(message, count: 0);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void LeaveFailure(string message) => _ = Task.FromException(new InvalidDataException(message));

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task GiveUpCountAsync(Exception failure)
    {
        using var counting = new ManualResetEventSlim();
        using var impatience = new CancellationTokenSource();
        var source = new Source(5) { CountFailure = failure, CountGate = counting };
        using var view = source.Prefetch(1, 1, new(), Origin);
        var reading = view.GetAsync(0, impatience.Token).AsTask();
        Patience.Until(() => source.Asked == 1);

        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
        counting.Set();
        Patience.Until(() => source.HasCounted);
    }

    [Test]
    public void That_a_reader_was_interrupted_is_no_failure_either()
    {
        var source = new Source(5) { CountFailure = new ThreadInterruptedException() };
        using var view = source.Prefetch(1, 1, new(), Origin);

        Should.Throw<ThreadInterruptedException>(() => view.Count);
    }

    [Test]
    public void What_it_has_to_tell_stands_in_the_figures_of_the_view()
    {
        var source = new Source(5) { Told = new() { WorkersStarted = 3, SharedBytes = 7 } };
        using var view = source.Prefetch(1, 1, new(), Origin);
        view[2].ShouldBe(20);

        var figures = view.Statistics;

        figures.Processes.ShouldBe(source.Told);
        figures.Delivered.ShouldBe(1);
    }

    [Test]
    public void It_is_told_how_many_workers_and_elements_there_may_be()
    {
        var source = new Source(5);

        source.Prefetch(3, 7, new(), Origin).Dispose();

        source.Settings.ShouldBe((3, 7));
    }

    [Test]
    public void It_ends_when_the_view_is_forgotten()
    {
        var source = new Source(5);
        ReadAndForget(source);

        Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return source.IsOver;
        });
    }

    [Test]
    public void It_may_dispose_of_what_is_dropped_after_the_user_was_told()
    {
        List<(string By, int Value)> dropped = [];
        var source = new Source(100) { Drop = value => dropped.Add(("source", value)) };
        var options = new PrefetchOptions<int> { OnDiscard = value => dropped.Add(("user", value)) };
        using (var view = source.Prefetch(1, 4, options, Origin))
        {
            view[0].ShouldBe(0);
            Patience.Until(() => view.Statistics.Ready == 3);
        }

        dropped.ShouldBe(
            [("user", 10), ("source", 10), ("user", 20), ("source", 20), ("user", 30), ("source", 30)],
            ignoreOrder: true);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void ReadAndForget(Source source) => source.Prefetch(1, 1, new(), Origin)[0].ShouldBe(0);

    private sealed class Source(int count) : RemoteSource<int>
    {
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int? known;
        private volatile bool isEvaluating;

        public Exception? Failure { get; init; }

        public Exception? CountFailure { get; init; }

        public ManualResetEventSlim? CountGate { get; init; }

        public bool HasCounted { get; private set; }

        public bool WaitsForEnd { get; init; }

        public ProcessStatistics Told { get; init; }

        public override ProcessStatistics Statistics => Told;

        public (int Workers, int Buffered) Settings => (WorkerCount, MaxBuffered);

        public Action<int>? Drop { get; init; }

        public int Asked { get; private set; }

        public int NeighboursAtOnceNow { get; init; } = 1;

        public override int NeighboursAtOnce => NeighboursAtOnceNow;

        /// <summary>What was asked for.</summary>
        public ConcurrentQueue<(int Index, CancellationToken Token)> UnderWay { get; } = [];

        public bool IsEvaluating => isEvaluating;

        public bool IsOver => over.Task.IsCompleted;

        public override int? KnownCount => known;

        protected override Action<int>? Discarded => Drop;

        public override int AskCount()
        {
            Asked++;
            CountGate?.Wait();
            HasCounted = true;
            return (known = CountFailure is null ? count : throw CountFailure).Value;
        }

        public override async ValueTask<int> EvaluateAsync(int index, CancellationToken cancellationToken)
        {
            isEvaluating = true;
            UnderWay.Enqueue((index, cancellationToken));
            if (WaitsForEnd)
            {
                await over.Task;
            }

            return Failure is null ? 10 * index : throw Failure;
        }

        protected override void End() => over.TrySetResult();

        protected override ValueTask EndAsync()
        {
            End();
            return default;
        }
    }
}
