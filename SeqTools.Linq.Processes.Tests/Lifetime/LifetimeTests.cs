using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class LifetimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public async Task Disposing_asynchronously_returns_when_no_process_is_left()
    {
        var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);
        view.Take(20).ToArray().Length.ShouldBe(20);
        Children.Running.ShouldNotBeEmpty();

        await view.DisposeAsync();

        Children.Running.ShouldBeEmpty();
        Should.Throw<ObjectDisposedException>(() => view[0]);
    }

    [Test]
    public void A_view_that_was_disposed_before_its_first_read_starts_nothing()
    {
        var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);
        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => view[0]);
        Should.Throw<ObjectDisposedException>(() => view.Count);
        Children.Running.ShouldBeEmpty();
    }

    [Test]
    public async Task Disposing_ends_workers_in_the_middle_of_a_native_call()
    {
        var view = Recipe.Of(Recipes.Sleepers, 10).InProcesses(2, 4);
        view.Count.ShouldBe(10);
        var reading = Task.Run(() => view[0]);
        Children.Await(() => Children.Running.Length == 2);

        await view.DisposeAsync();

        Children.Running.ShouldBeEmpty();
        await Should.ThrowAsync<ObjectDisposedException>(reading);
        view.Statistics.Processes.WorkersLost.ShouldBe(0);
    }

    [Test]
    public async Task Disposing_ends_workers_that_start([Range(0, 60, 12)] int milliseconds)
    {
        var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);
        var reading = Task.Run(() => view.Count);
        await Task.Delay(milliseconds);

        await view.DisposeAsync();

        Children.Running.ShouldBeEmpty();
        try
        {
            (await reading).ShouldBe(100);
        }
        catch (ObjectDisposedException)
        {
            // It came too late.
        }
    }

    [Test]
    public async Task Who_awaits_is_not_held_up_while_a_worker_builds_and_may_give_up([Values] bool byIndex)
    {
        using var cancellation = new CancellationTokenSource();
        await using var view = Recipe.Of(Recipes.NeverBuilt, 10).InProcesses(1, 1);
        await using var elements = view.GetAsyncEnumerator(cancellation.Token);

        Task reading = byIndex
            ? view.GetAsync(3, cancellation.Token).AsTask() : elements.MoveNextAsync().AsTask();
        reading.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.WaitAsync(Patience.Limit));
    }

    [Test]
    public async Task Who_awaits_the_building_sees_the_view_cancelled_as_any_reader_does()
    {
        using var cancellation = new CancellationTokenSource();
        await using var view = Recipe.Of(Recipes.NeverBuilt, 10)
            .InProcesses(1, 1, new() { Prefetch = new() { CancellationToken = cancellation.Token } });
        var reading = view.GetAsync(3).AsTask();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.WaitAsync(Patience.Limit));
    }

    [Test]
    public async Task Who_awaits_is_told_as_any_reader_what_is_wrong([Values] bool here)
    {
        await using var view = Recipe.Of(Recipes.Squares, 10).InProcesses(1, 4, new() { RunInThisProcess = here });

        (await view.GetAsync(3)).ShouldBe(9);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await view.GetAsync(10));
    }

    [Test]
    public void A_token_ends_the_workers()
    {
        using var cancellation = new CancellationTokenSource();
        using var view = Recipe.Of(Recipes.Sleepers, 10)
            .InProcesses(2, 4, new() { Prefetch = new() { CancellationToken = cancellation.Token } });
        view.Count.ShouldBe(10);
        var reading = Task.Run(() => view[0]);
        Children.Await(() => Children.Running.Length == 2);

        cancellation.Cancel();

        Children.AwaitNone();
        Should.Throw<OperationCanceledException>(reading).CancellationToken.ShouldBe(cancellation.Token);
        Should.Throw<OperationCanceledException>(() => view[1]);
    }

    [Test]
    public void Workers_with_nothing_to_do_end_and_are_started_anew()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, 100)
            .InProcesses(1, 1, new() { Prefetch = new() { IdleTimeout = Soon } });
        var first = view[0];

        Children.AwaitNone();

        view.Statistics.Processes.WorkersLost.ShouldBe(0);
        view[1].ShouldNotBe(first);
        view.Statistics.Processes.WorkersStarted.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Test]
    public void An_idle_stop_never_hits_a_worker_that_starts()
    {
        var options = new ProcessOptions<int> { Prefetch = new() { IdleTimeout = TimeSpan.FromTicks(1) } };
        using var view = Recipe.Of(Recipes.Squares, 12).InProcesses(2, 2, options);

        for (var i = 0; i < 6; i++)
        {
            view[2 * i].ShouldBe(4 * i * i);
        }

        view.Statistics.Processes.WorkersLost.ShouldBe(0);
    }

    [Test]
    public void So_they_do_by_a_clock_that_goes_on_while_it_is_looked_at()
    {
        PrefetchOptions<int> prefetch = new() { IdleTimeout = 2 * Soon, TimeProvider = new RestlessClock(1.8 * Soon) };
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(1, 1, new() { Prefetch = prefetch });
        view[3].ShouldBe(9);

        Children.AwaitNone();

        view[4].ShouldBe(16);
    }

    [Test]
    public void A_view_that_is_forgotten_ends_its_workers()
    {
        ReadAndForget();

        Children.Await(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Children.Running is [];
        });
    }

    [Test]
    public async Task A_pipeline_that_holds_something_is_disposed_of_with_an_idle_worker()
    {
        using var scratch = new Scratch();
        var view = Recipe.Of(Holding, scratch.Folder).InProcesses(1, 1);
        view[0].ShouldBe(0);
        Scratch.TimesOf(scratch.Folder, "disposed").ShouldBe(0);

        await view.DisposeAsync();

        Scratch.TimesOf(scratch.Folder, "disposed").ShouldBe(1);
    }

    [Test]
    public async Task Nothing_is_left_open()
    {
        await ReadOnceAsync();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 5; i++)
        {
            await ReadOnceAsync();
        }

        Children.Await(() => Directory.GetFiles("/proc/self/fd").Length <= before);

        static async Task ReadOnceAsync()
        {
            await using var view = Recipe.Of(Recipes.Blocks, 100_000).InProcessesShared(2, 4);
            foreach (var block in view.Take(4))
            {
                block.Dispose();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadAndForget()
    {
        var view = Recipe.Of(Recipes.Squares, 100).InProcesses(1, 2);
        view[0].ShouldBe(0);
        Children.Running.ShouldNotBeEmpty();
    }

    private static StatefulView<int> Holding(string folder) =>
        Seq.Range(0, 10).SelectWith(() => new Held(folder), (_, n) => n);

    private sealed class Held(string folder) : IDisposable
    {
        public void Dispose() => Scratch.Note(folder, "disposed");
    }

    /// <summary>Whoever looks at this clock finds it further on.</summary>
    private sealed class RestlessClock(TimeSpan step) : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref now, step.Ticks);
    }
}
