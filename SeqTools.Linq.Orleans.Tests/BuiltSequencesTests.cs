using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>What a silo keeps of the recipes that it has built.</summary>
internal sealed class BuiltSequencesTests
{
    private readonly ManualClock clock = new();
    private SequencesBuilder settings = null!;
    private BuiltSequences built = null!;
    private int builds;

    [SetUp]
    public void Start()
    {
        settings = new() { MaxSequences = 2, KeepFor = TimeSpan.FromMinutes(10), TimeProvider = clock };
        built = new(settings);
        builds = 0;
    }

    [Test]
    public async Task A_recipe_is_built_once_for_all_who_ask_while_it_is_built()
    {
        TaskCompletionSource<BuiltSequence> building = new();
        var first = built.AcquireAsync(Id("a"), () => Build(building.Task));
        var second = built.AcquireAsync(Id("a"), () => Build(building.Task));
        var sequence = new FakeSequence();
        building.SetResult(sequence);

        (await first).Sequence.ShouldBe(sequence);
        (await second).Sequence.ShouldBe(sequence);
        builds.ShouldBe(1);
    }

    [Test]
    public async Task Another_argument_is_another_sequence()
    {
        await AcquireAsync("a", 1);
        await AcquireAsync("a", 2);

        builds.ShouldBe(2);
    }

    [Test]
    public async Task A_build_that_failed_is_not_kept()
    {
        await Should.ThrowAsync<IOException>(() => built.AcquireAsync(
            Id("a"), () => Build(Task.FromException<BuiltSequence>(new IOException("Not there yet.")))));

        var (entry, _) = await AcquireAsync("a");
        entry.Sequence.Count.ShouldBe(3);
        builds.ShouldBe(2);
    }

    [Test]
    public async Task What_nobody_uses_is_disposed_of_when_its_time_is_over_and_not_before()
    {
        var (entry, sequence) = await AcquireAsync("a");
        clock.Advance(TimeSpan.FromHours(1));
        sequence.IsDisposed.ShouldBeFalse();

        built.Release(entry);
        clock.Advance(TimeSpan.FromMinutes(9));
        await AcquireAndReleaseAsync("a");
        clock.Advance(TimeSpan.FromMinutes(9));
        sequence.IsDisposed.ShouldBeFalse();

        clock.Advance(TimeSpan.FromMinutes(1));
        await sequence.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await AcquireAndReleaseAsync("a");
        builds.ShouldBe(2);
    }

    [Test]
    public async Task What_is_kept_for_longer_than_timers_go_to_is_disposed_of_when_its_time_is_over_and_not_before()
    {
        settings.KeepFor = TimeSpan.FromDays(60);
        var (entry, sequence) = await AcquireAsync("a");
        built.Release(entry);

        clock.Advance(TimeSpan.FromDays(50));
        clock.Advance(TimeSpan.FromDays(9));
        sequence.IsDisposed.ShouldBeFalse();

        clock.Advance(TimeSpan.FromDays(1));
        await sequence.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [TestCase(60)]
    [TestCase(null)]
    public async Task By_the_clock_of_the_system_recipes_are_kept_for_as_long_as_one_likes(int? days)
    {
        settings.KeepFor = days is { } some ? TimeSpan.FromDays(some) : TimeSpan.MaxValue;
        settings.TimeProvider = TimeProvider.System;

        await AcquireAndReleaseAsync("a");
        await AcquireAndReleaseAsync("a");

        builds.ShouldBe(1);
        await built.DisposeAllAsync();
    }

    [Test]
    public async Task Of_too_many_the_one_that_was_used_least_recently_is_disposed_of()
    {
        var (a, first) = await AcquireAsync("a");
        var (b, second) = await AcquireAsync("b");
        var (c, third) = await AcquireAsync("c");
        new[] { first, second, third }.ShouldAllBe(sequence => !sequence.IsDisposed);

        built.Release(b);
        await second.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(1));
        built.Release(a);
        clock.Advance(TimeSpan.FromSeconds(1));
        built.Release(c);
        (first.IsDisposed, third.IsDisposed).ShouldBe((false, false));

        await AcquireAsync("d");
        built.Release((await AcquireAsync("d")).Entry);
        await first.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        third.IsDisposed.ShouldBeFalse();
    }

    [Test]
    public async Task At_the_end_all_are_disposed_of()
    {
        var (_, first) = await AcquireAsync("a");
        var (entry, second) = await AcquireAsync("b");
        built.Release(entry);

        await built.DisposeAllAsync();

        (first.IsDisposed, second.IsDisposed).ShouldBe((true, true));
    }

    [Test]
    public async Task What_is_opened_after_the_end_is_disposed_of_as_soon_as_nobody_uses_it()
    {
        await built.DisposeAllAsync();
        var (entry, sequence) = await AcquireAsync("a");
        sequence.IsDisposed.ShouldBeFalse();

        built.Release(entry);

        await sequence.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static SequenceId Id(string name, byte argument = 0) => new(name, [argument], "int", null, 3);

    private Task<BuiltSequence> Build(Task<BuiltSequence> building)
    {
        builds++;
        return building;
    }

    private async Task<(BuiltSequences.Entry Entry, FakeSequence Sequence)> AcquireAsync(string name, byte argument = 0)
    {
        var entry = await built.AcquireAsync(
            Id(name, argument), () => Build(Task.FromResult<BuiltSequence>(new FakeSequence())));
        return (entry, (FakeSequence)entry.Sequence);
    }

    private async Task AcquireAndReleaseAsync(string name) => built.Release((await AcquireAsync(name)).Entry);

    private sealed class FakeSequence() : BuiltSequence(new Disposable(), 3)
    {
        public override bool IsAwaited => false;

        public bool IsDisposed => Disposed.Task.IsCompleted;

        public TaskCompletionSource Disposed => ((Disposable)Source).Disposed;

        public override ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken) => default;
    }

    private sealed class Disposable : IDisposable
    {
        public TaskCompletionSource Disposed { get; } = new();

        public void Dispose() => Disposed.SetResult();
    }
}
