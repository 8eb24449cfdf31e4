using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// A prefetching view, its readers and its end. What evaluates the elements, and what that must leave behind, is up to
/// the kind.
/// </summary>
internal abstract class StressRound : IDisposable
{
    private const int NoMore = -1;

    private readonly CancellationTokenSource cancellation = new();
    private readonly int seed;
    private readonly int readers;
    private readonly Way way;
    private readonly Ending ending;
    private readonly bool hasStart;
    private readonly bool startsFail;
    private readonly bool discards;
    private readonly int interrupts;
    private readonly Interruptible interruptible = new();
    private readonly TimeSpan idleTimeout;
    private readonly bool[] broken;
    private readonly int[] begun;
    private readonly ConcurrentDictionary<int, int> started = [];
    private readonly ConcurrentDictionary<int, object> delivered = [];
    private readonly ConcurrentQueue<int> discarded = [];
    private PrefetchedView<int> view = null!;
    private int starts;
    private int startedWell;
    private int stops;
    private int calls;
    private int given;

    protected StressRound(int seed, int mostWorkers)
    {
        this.seed = seed;
        Random = new(seed);
        Count = Random.Next(0, 80);
        MaxBuffered = Random.Next(8) == 0 ? Random.Next(1, 1000) : Random.Next(1, Random.Next(2) == 0 ? 6 : 40);
        Workers = Random.Next(1, Random.Next(8) == 0 ? mostWorkers + 1 : 8);
        readers = Random.Next(1, 5);
        way = (Way)Random.Next(5);
        ending = Random.Next(2) == 0 ? (Ending)Random.Next(1, 4) : Ending.Quiet;
        hasStart = Random.Next(4) == 0;
        startsFail = hasStart && Random.Next(3) == 0;
        discards = Random.Next(4) > 0;
        idleTimeout = Random.Next(5) == 0 ? TimeSpan.FromTicks(1) : TimeSpan.FromSeconds(30);
        interrupts = Random.Next(3) == 0 ? Random.Next(1, 60) : 0;
        broken = [.. Enumerable.Range(0, Count).Select(_ => Random.Next(10) == 0)];
        begun = new int[Count];
    }

    private enum Way
    {
        Enumerating,
        AwaitingEach,
        Blocking,
        AwaitingAnywhere,
        Mixed,
    }

    private enum Ending
    {
        Quiet,
        Disposed,
        DisposedAsynchronously,
        Cancelled,
    }

    protected Random Random { get; }

    protected int Count { get; }

    protected int MaxBuffered { get; }

    protected int Workers { get; }

    /// <summary>Which elements fail.</summary>
    protected IReadOnlyList<bool> Broken => broken;

    protected bool IsAnyBroken => broken.Any(isBroken => isBroken);

    protected bool HasOneReader => readers == 1;

    protected bool StartsFail => startsFail;

    /// <summary>
    /// Whether waits are given up, which leaves evaluations behind that the next read does not wait for.
    /// </summary>
    protected bool GivesUp => way is Way.AwaitingAnywhere or Way.Mixed || interrupts > 0;

    /// <summary>How often each number of a worker was started.</summary>
    protected IEnumerable<int> Starts => started.Values;

    /// <summary>Whether what is dropped is handed to a callback; then what is read is its reader's alone.</summary>
    protected bool Discards => discards;

    protected int Discarded => discarded.Count;

    public void Run()
    {
        view = Prefetch(new()
        {
            OnWorkerStart = hasStart ? Start : null,
            OnWorkerStop = _ => Interlocked.Increment(ref stops),
            OnDiscard = discards ? Discard : null,
            IdleTimeout = idleTimeout,
            CancellationToken = cancellation.Token,
        });
        var reads = Enumerable.Range(0, readers)
            .Select(reader => Begin(new(unchecked((seed * 31) + reader))))
            .ToArray();
        Thread.SpinWait(Random.Next(50_000));
        interruptible.Interrupt(interrupts, Random);
        var disposal = Task.CompletedTask;
        switch (ending)
        {
            case Ending.Disposed:
                view.Dispose();
                break;
            case Ending.DisposedAsynchronously:
                disposal = view.DisposeAsync().AsTask();
                break;
            case Ending.Cancelled:
                cancellation.Cancel();
                break;
        }

        Patience.Await(Task.WhenAll(reads));
        Patience.Await(disposal);
        Patience.Await(view.DisposeAsync().AsTask());
        Verify(view.Statistics);
    }

    public void Dispose()
    {
        view?.Dispose();
        cancellation.Dispose();
    }

    public override string ToString() =>
        $"seed {seed}: {Count} elements, {Workers} workers, {MaxBuffered} buffered, {readers} × {way}, {ending}, "
        + $"hook {hasStart}, failing {startsFail}, discarding {discards}, {interrupts} interrupts, "
        + $"idle {idleTimeout}";

    protected abstract PrefetchedView<int> Prefetch(PrefetchOptions<int> options);

    protected virtual void Verify(PrefetchStatistics figures)
    {
        figures.Ready.ShouldBe(0);
        figures.Produced.ShouldBe(calls);
        figures.Produced.ShouldBe(figures.Delivered + figures.Discarded);
        discarded.ShouldBeUnique();
        discarded.ShouldAllBe(value => !delivered.ContainsKey(value));
        if (discards)
        {
            (delivered.Count + discarded.Count).ShouldBe(given);
        }

        if (hasStart)
        {
            stops.ShouldBe(startedWell);
        }

        if (interrupts == 0 && way is (Way.Enumerating or Way.AwaitingEach))
        {
            begun.ShouldAllBe(times => times <= readers);
        }
    }

    /// <summary>Begins an evaluation, and returns its number.</summary>
    protected int BeginCall(int index)
    {
        Interlocked.Increment(ref begun[index]);
        return Interlocked.Increment(ref calls);
    }

    /// <summary>Ends an evaluation. Each value is another: its element is the remainder.</summary>
    protected int EndCall(int call, int index)
    {
        if (broken[index])
        {
            throw new FormatException();
        }

        Interlocked.Increment(ref given);
        return (call * 1000) + index;
    }

    private void Discard(int value) => Interruptible.Despite(() => discarded.Enqueue(value));

    private void Start(int number)
    {
        number.ShouldBeInRange(0, Workers - 1);
        started.AddOrUpdate(number, 1, (_, times) => times + 1);
        if (startsFail && Interlocked.Increment(ref starts) % 5 == 1)
        {
            throw new TimeoutException();
        }

        Interlocked.Increment(ref startedWell);
    }

    /// <summary>Readers that await stand on the thread pool, those that block on threads of their own.</summary>
    private Task Begin(Random choice)
    {
        var mine = way == Way.Mixed ? (Way)choice.Next(4) : way;
        return mine is Way.AwaitingEach or Way.AwaitingAnywhere
            ? Task.Run(() => ReadAsync(mine, choice))
            : Patience.Start(() => interruptible.Run(() => ReadAsync(mine, choice).GetAwaiter().GetResult()));
    }

    private async Task ReadAsync(Way mine, Random choice)
    {
        try
        {
            await (mine switch
            {
                Way.Enumerating => EnumerateAsync(choice),
                Way.AwaitingEach => AwaitEachAsync(choice),
                Way.Blocking => WalkAsync(index => new(view[index]), choice),
                _ => WalkAsync(index => AwaitAsync(index, choice), choice),
            });
        }
        catch (ObjectDisposedException) when (ending is Ending.Disposed or Ending.DisposedAsynchronously)
        {
        }
        catch (OperationCanceledException) when (ending == Ending.Cancelled)
        {
        }
    }

    private async Task EnumerateAsync(Random choice)
    {
        using var elements = view.GetEnumerator();
        await StepAsync(() => new(elements.MoveNext() ? elements.Current : NoMore), DrawStop(choice));
    }

    private async Task AwaitEachAsync(Random choice)
    {
        using var own = new CancellationTokenSource();
        await using var elements = view.GetAsyncEnumerator(own.Token);
        var stop = DrawStop(choice);
        await StepAsync(async () => await elements.MoveNextAsync() ? elements.Current : NoMore, stop);
        if (stop < Count && choice.Next(2) == 0)
        {
            await own.CancelAsync();
            await Should.ThrowAsync<Exception>(async () => await elements.MoveNextAsync());
        }
    }

    private int DrawStop(Random choice) => choice.Next(3) == 0 ? choice.Next(Count + 1) : int.MaxValue;

    private async Task StepAsync(Func<ValueTask<int>> next, int stop)
    {
        for (var index = 0; index <= Count && index < stop; index++)
        {
            await ExpectAsync(index, next);
        }
    }

    private async Task WalkAsync(Func<int, ValueTask<int>> read, Random choice)
    {
        var jumps = choice.Next(3) == 0;
        var at = 0;
        for (var reads = 0; reads < 80 && Count > 0; reads++)
        {
            at = choice.Next(jumps ? 1 : 8) switch
            {
                0 => choice.Next(Count),
                1 => Math.Max(0, at - choice.Next(5)),
                2 => Math.Min(Count - 1, at + choice.Next(6)),
                3 => at,
                _ => (at + 1) % Count,
            };
            await ExpectAsync(at, () => read(at));
        }
    }

    /// <summary>Awaits an element; some of the waits are given up.</summary>
    private async ValueTask<int> AwaitAsync(int index, Random choice)
    {
        if (choice.Next(4) > 0)
        {
            return await view.GetAsync(index);
        }

        using var impatience = new CancellationTokenSource();
        var wait = view.GetAsync(index, impatience.Token).AsTask();
        Thread.SpinWait(choice.Next(500));
        await impatience.CancelAsync();
        try
        {
            return await wait;
        }
        catch (OperationCanceledException e) when (e.CancellationToken == impatience.Token)
        {
            return await view.GetAsync(index);
        }
    }

    private async ValueTask ExpectAsync(int index, Func<ValueTask<int>> read)
    {
        try
        {
            CheckValue(await read(), index);
        }
        catch (EvaluationException e)
        {
            e.Index.ShouldBe(index);
            var isInterrupt = e.InnerException is ThreadInterruptedException && interruptible.IsHere;
            if (!isInterrupt && (!startsFail || e.InnerException is not TimeoutException))
            {
                broken[index].ShouldBeTrue();
                e.InnerException.ShouldBeOfType<FormatException>();
            }
        }
        catch (ThreadInterruptedException) when (interruptible.IsHere)
        {
            // The read has failed, and the element with it.
        }
    }

    private void CheckValue(int value, int index)
    {
        if (value == NoMore)
        {
            index.ShouldBe(Count);
            return;
        }

        (value % 1000, broken[index]).ShouldBe((index, false));
        // An interrupted addition may have been made all the same: this read knows its own.
        var read = new object();
        var isFirst = false;
        Interruptible.Despite(() => isFirst = delivered.GetOrAdd(value, read) == read);
        (isFirst || !discards).ShouldBeTrue($"{value} was delivered twice.");
    }
}
