using System.Diagnostics;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>The elements of a recipe, evaluated by a pool of workers.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ProcessSource<T>(
    RecipeReference recipe, Assembly home, Launch launch, WorkerSettings settings, Results<T> results,
    ViewOrigin origin)
    : RemoteSource<T>
{
    private readonly Results<T> results = results;
    private readonly ProcessCounters counters = new(ProcessMeter.SumOf(settings.Name));
    private readonly object gate = new();
    private CancellationTokenRegistration registration;
    private WorkerPool? pool;
    private bool isOver;
    private int knownCount = -1;

    public override int? KnownCount => Volatile.Read(ref knownCount) is >= 0 and var count ? count : null;

    public override int NeighboursAtOnce =>
        Volatile.Read(ref pool) is { IsCheap: true } ? WorkerPool.MostAsked : 1;

    public override ProcessStatistics Statistics => counters.Snapshot();

    protected override Action<T>? Discarded =>
        results.StaysInSlot ? static dropped => (dropped as IDisposable)?.Dispose() : null;

    public override int AskCount() => AskCountAsync().GetAwaiter().GetResult();

    public override async Task<int> AskCountAsync() => knownCount = await AskAsync(
        static (_, _) => new CountRequest(), "The worker that counts the elements has died", -1, default)
        .ConfigureAwait(false);

    public override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) => AskAsync(
        static (source, index) => new ElementRequest<T>(index, source.results, source.Pool().Slots, source.counters),
        "The worker that evaluates the element has died", index, cancellationToken);

    protected override void End() => EndPool()?.Dispose();

    protected override async ValueTask EndAsync()
    {
        if (EndPool() is { } ended)
        {
            ended.Dispose();
            await ended.Gone.ConfigureAwait(false);
        }
    }

    /// <summary>Asks a worker, and others after it where it ends before it answers.</summary>
    private async ValueTask<TAnswer> AskAsync<TAnswer>(
        Func<ProcessSource<T>, int, Request<TAnswer>> make, string loss, int index, CancellationToken cancellationToken)
    {
        for (var attempts = 0; ;)
        {
            var worker = await TakeAsync(cancellationToken).ConfigureAwait(false);
            var answer = await worker.Ask(make(this, index)).ConfigureAwait(false);
            if (answer.Error is { } failure)
            {
                throw failure;
            }

            if (answer.Death is not { } death)
            {
                return answer.Value;
            }

            ThrowIfOver();
            attempts += answer.HadBegun ? 1 : 0;
            if (attempts == settings.MaxAttempts)
            {
                throw new WorkerDiedException(loss, death, attempts);
            }

            counters.CountTrial();
        }
    }

    private async ValueTask<Worker> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Pool().TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            throw Disposed();
        }
    }

    private ObjectDisposedException Disposed() => new(origin.ToString());

    private void ThrowIfOver()
    {
        settings.CancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (isOver)
            {
                throw Disposed();
            }
        }
    }

    /// <summary>The pool, which is there from the first read on.</summary>
    private WorkerPool Pool()
    {
        if (Volatile.Read(ref pool) is { } made)
        {
            return made;
        }

        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            if (pool is null)
            {
                var asked = (long)WorkerCount * WorkerPool.MostAsked;
                var wanted = asked + (results.StaysInSlot ? (long)MaxBuffered + WorkerCount : 0);
                pool = new(
                    WorkerCount, SharedLayout.Within(WorkerCount, wanted, settings.SlotBytes), launch, home, recipe,
                    settings, counters);
                registration = settings.CancellationToken.UnsafeRegister(
                    static ended => ((WorkerPool)ended!).Dispose(), pool);
            }

            return pool;
        }
    }

    private WorkerPool? EndPool()
    {
        lock (gate)
        {
            isOver = true;
            registration.Unregister();
            return pool;
        }
    }
}
