using System.Diagnostics;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>
/// The workers of a view, and the requests that wait for one. Workers are started when a request finds none idle, and
/// are stopped when they have had nothing to do for long enough.
/// </summary>
/// <remarks>
/// The moves between the states of a worker, and why no request is lost, are at <see cref="WorkerState"/>.
/// </remarks>
internal sealed class WorkerPool
{
    private const int MostFailedStarts = 3;

    /// <summary>After a failed start, how long those who wait are left to the workers that there are.</summary>
    private static readonly TimeSpan PauseOfStarts = TimeSpan.FromMilliseconds(100);

    /// <summary>So many cheap elements in a row are taken to be followed by another.</summary>
    private const int CheapInRow = 16;

    private readonly object gate = new();
    private readonly Worker?[] workers;

    /// <summary>The one that was last at work is asked first, so that the others come to their end.</summary>
    private readonly List<Worker> idle = [];
    private readonly LinkedList<Waiting> waiting = [];
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Launch launch;
    private readonly RecipeReference recipe;
    private readonly Assembly home;
    private readonly ProcessCounters counters;
    private readonly ITimer timer;
    private readonly ITimer retryTimer;
    private readonly Lazy<Slots?> slots;
    private bool isTimerSet;
    private int failedStarts;
    private bool isPaused;
    private volatile int cheapAnswers;
    private bool isOver;

    public WorkerPool(
        int size, SharedLayout layout, Launch launch, Assembly home, RecipeReference recipe, WorkerSettings settings,
        ProcessCounters counters)
    {
        (this.launch, this.home, this.recipe, this.counters, Settings) = (launch, home, recipe, counters, settings);
        workers = new Worker?[size];
        slots = new(() => Slots.TryMake(layout));
        // The context of the reader that happens to come first is not held on to.
        using (ExecutionContext.IsFlowSuppressed() ? (AsyncFlowControl?)null : ExecutionContext.SuppressFlow())
        {
            timer = TimerOf(static pool => pool.StopIdle());
            retryTimer = TimerOf(static pool => pool.StartAgain());
        }

        ITimer TimerOf(Action<WorkerPool> ring) => settings.Clock.CreateTimer(
            pool => ring((WorkerPool)pool!), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The most requests that a worker has at a time, where elements are cheap.</summary>
    public const int MostAsked = 4;

    /// <summary>Whether elements cost so little that a worker is asked for the next before it has answered.</summary>
    public bool IsCheap => cheapAnswers >= CheapInRow;

    public WorkerSettings Settings { get; }

    /// <summary>Shared memory; none where it can't be had.</summary>
    public Slots? Slots => slots.Value;

    /// <summary>What to start.</summary>
    public ProcessStartInfo StartInfo => launch.StartInfo(Settings);

    /// <summary>What a worker is told first.</summary>
    public byte[] HelloFor(int number, Process worker)
    {
        Slots?.Unmark(number);
        return new Hello(
            Environment.ProcessId, AppContext.BaseDirectory,
            BeginsWithCulture(worker.StartInfo.Environment) ? null : Settings.Culture,
            PluginFiles.Of(home), Slots?.Memory.NameFor(worker) ?? "", Slots?.Memory.Token ?? default,
            Slots?.Layout ?? default, number, recipe).Encode();
    }

    /// <summary>What runs before a worker may set another culture.</summary>
    private bool BeginsWithCulture(IDictionary<string, string?> environment) =>
        launch.RunsNothingFirst(environment) && Settings.Culture.IsFirstOf(environment);

    /// <summary>
    /// A worker that can be asked: an idle one, or, while all are busy with cheap elements, the one that was asked for
    /// neighbours of this element at once. So nobody waits behind what another has asked for.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for one. Neighbours have it in common, and nobody else.</param>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="WorkerDiedException">No worker can be started.</exception>
    public ValueTask<Worker> TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiting entry;
        Waiting[] inVain;
        Exception? failure;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            if (idle is [.., var worker])
            {
                idle.RemoveAt(idle.Count - 1);
                Assign(worker, cancellationToken);
                return new(worker);
            }

            if (IsCheap && AreAllBusy && FindFor(cancellationToken) is { } asked)
            {
                asked.Load++;
                return new(asked);
            }

            entry = new(cancellationToken);
            waiting.AddLast(entry.Node);
            inVain = StartMissing(out failure);
        }

        Tell(inVain, failure);
        return new(entry.Within(this));
    }

    /// <summary>Takes in a worker that has got ready.</summary>
    public void Begin(Worker worker)
    {
        counters.CountStart();
        Waiting? next;
        lock (gate)
        {
            next = Give(worker, WorkerState.Starting);
        }

        next?.TrySetResult(worker);
    }

    /// <summary>
    /// Takes note that a worker has answered, and takes it back where it has answered all that it was asked.
    /// </summary>
    public void Return(Worker worker, bool wasCheap)
    {
        Waiting? next;
        lock (gate)
        {
            cheapAnswers = wasCheap ? Math.Min(CheapInRow, cheapAnswers + 1) : 0;
            next = --worker.Load == 0 ? Give(worker, WorkerState.Busy) : null;
        }

        next?.TrySetResult(worker);
    }

    /// <summary>Takes note that a worker has ended, or is to be killed.</summary>
    public void BeginToDie(Worker worker)
    {
        lock (gate)
        {
            idle.Remove(worker);
            if (worker.State is WorkerState.Idle or WorkerState.Busy)
            {
                worker.State = WorkerState.Dying;
                counters.CountLoss();
            }
        }
    }

    /// <summary>Takes note that a worker is no more.</summary>
    public void Remove(Worker worker, WorkerDeath death)
    {
        Waiting[] told = [];
        Waiting[] inVain;
        Exception? failure;
        int attempts;
        bool isLast;
        lock (gate)
        {
            var isBroken = worker.State == WorkerState.Starting;
            worker.State = isBroken ? WorkerState.Broken : WorkerState.Absent;
            workers[worker.Number] = null;
            attempts = failedStarts += isBroken ? 1 : 0;
            if (isBroken && (death.Cause is WorkerRefusedException || (attempts >= MostFailedStarts && !IsServed)))
            {
                told = TakeAllWaiting();
            }
            else if (isBroken && !isOver)
            {
                isPaused = true;
                retryTimer.Change(PauseOfStarts, Timeout.InfiniteTimeSpan);
            }

            inVain = StartMissing(out failure);
            isLast = isOver && Array.TrueForAll(workers, place => place is null);
        }

        Tell(inVain, failure);
        if (told.Length > 0)
        {
            Tell(told, new WorkerDiedException("No worker could be started", death, attempts));
        }

        if (isLast)
        {
            End();
        }
    }

    /// <summary>Ends all workers, those that wait for one too, and does not wait for them.</summary>
    public void Dispose()
    {
        Waiting[] told;
        List<Worker> stopped = [];
        List<Worker> killed = [];
        bool isLast;
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
            told = TakeAllWaiting();
            idle.Clear();
            foreach (var worker in workers.OfType<Worker>())
            {
                (worker.State == WorkerState.Idle ? stopped : killed).Add(worker);
                worker.State = worker.State == WorkerState.Idle ? WorkerState.Stopping : WorkerState.Dying;
            }

            isLast = stopped.Count + killed.Count == 0;
        }

        timer.Dispose();
        retryTimer.Dispose();
        stopped.ForEach(worker => worker.Stop());
        killed.ForEach(worker => worker.Kill());
        Tell(told, new ObjectDisposedException(nameof(WorkerPool)));
        if (isLast)
        {
            End();
        }
    }

    /// <summary>Completes when the pool was disposed and no process is left.</summary>
    public Task Gone => gone.Task;

    private void End()
    {
        if (slots.IsValueCreated)
        {
            slots.Value?.Dispose();
        }

        gone.TrySetResult();
    }

    /// <summary>Gives, under the gate, a worker to who waits; nobody does, and it is idle.</summary>
    /// <returns>Who goes on with it.</returns>
    private Waiting? Give(Worker worker, WorkerState from)
    {
        if (worker.State != from)
        {
            return null;
        }

        failedStarts = 0;
        if (waiting.First is { Value: var next })
        {
            waiting.RemoveFirst();
            Assign(worker, next.Token);
            return next;
        }

        worker.State = WorkerState.Idle;
        worker.Asker = default;
        worker.IdleSince = Settings.Clock.GetTimestamp();
        idle.Add(worker);
        SetTimer(Settings.IdleTimeout);
        return null;
    }

    /// <summary>Whether those who wait come to a worker in any case, one after another.</summary>
    private bool IsServed =>
        Array.Exists(workers, worker => worker is { State: WorkerState.Idle or WorkerState.Busy });

    /// <summary>Whether there is none to be started, and nobody waits.</summary>
    private bool AreAllBusy =>
        waiting.Count == 0 && Array.TrueForAll(workers, worker => worker is { State: WorkerState.Busy });

    private Worker? FindFor(CancellationToken asker) =>
        Array.Find(workers, worker => worker!.Asker == asker && worker.Load < MostAsked);

    private static void Assign(Worker worker, CancellationToken asker) =>
        (worker.State, worker.Load, worker.Asker) = (WorkerState.Busy, 1, asker);

    /// <summary>Starts, under the gate, a worker for each that waits, as far as there are places.</summary>
    /// <param name="failure">Why one can't be started.</param>
    /// <returns>Those who wait in vain: there is no worker, and none can be started.</returns>
    private Waiting[] StartMissing(out Exception? failure)
    {
        failure = null;
        if (isPaused && IsServed)
        {
            return [];
        }

        var starting = workers.Count(worker => worker is { State: WorkerState.Starting });
        for (var number = 0; number < workers.Length && starting < waiting.Count && !isOver; number++)
        {
            if (workers[number] is not null)
            {
                continue;
            }

            failure = TryStart(number);
            if (failure is not null)
            {
                return Array.TrueForAll(workers, worker => worker is null) ? TakeAllWaiting() : [];
            }

            starting++;
        }

        return [];
    }

    private void StartAgain()
    {
        Waiting[] inVain;
        Exception? failure;
        lock (gate)
        {
            isPaused = false;
            inVain = StartMissing(out failure);
        }

        Tell(inVain, failure);
    }

    private OutOfMemoryException? TryStart(int number)
    {
        try
        {
            var worker = new Worker(this, number);
            worker.Start();
            workers[number] = worker;
            return null;
        }
        catch (OutOfMemoryException e)
        {
            return e;
        }
    }

    private Waiting[] TakeAllWaiting()
    {
        Waiting[] all = [.. waiting];
        waiting.Clear();
        failedStarts = 0;
        return all;
    }

    private static void Tell(Waiting[] told, Exception? failure) =>
        Array.ForEach(told, entry => entry.TrySetException(failure!));

    private void SetTimer(TimeSpan due)
    {
        if (!isTimerSet && Settings.IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            isTimerSet = true;
            timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Stops who has been idle for long enough by one look at the clock, which runs on meanwhile.</summary>
    private void StopIdle()
    {
        List<Worker> stopped;
        var now = Settings.Clock.GetTimestamp();
        lock (gate)
        {
            isTimerSet = false;
            stopped = idle.FindAll(worker => IdleTimeOf(worker) >= Settings.IdleTimeout);
            foreach (var worker in stopped)
            {
                idle.Remove(worker);
                worker.State = WorkerState.Stopping;
            }

            if (idle.Count > 0)
            {
                SetTimer(Settings.IdleTimeout - idle.Max(IdleTimeOf) + WorkerSettings.TimerResolution);
            }
        }

        stopped.ForEach(worker => worker.Stop());

        TimeSpan IdleTimeOf(Worker worker) => Settings.Clock.GetElapsedTime(worker.IdleSince, now);
    }

    /// <summary>A request that waits for a worker. It goes on where that was taken in or came back.</summary>
    private sealed class Waiting : TaskCompletionSource<Worker>
    {
        public Waiting(CancellationToken token) => (Token, Node) = (token, new(this));

        public CancellationToken Token { get; }

        public LinkedListNode<Waiting> Node { get; }

        /// <summary>The wait, which the token ends.</summary>
        public async Task<Worker> Within(WorkerPool pool)
        {
            var registration = Token.UnsafeRegister(
                (_, token) =>
                {
                    if (pool.TryLeave(this))
                    {
                        TrySetCanceled(token);
                    }
                }, null);
            await using (registration.ConfigureAwait(false))
            {
                return await Task.ConfigureAwait(false);
            }
        }
    }

    /// <summary>Not where a worker was given to it already.</summary>
    private bool TryLeave(Waiting entry)
    {
        lock (gate)
        {
            if (entry.Node.List is null)
            {
                return false;
            }

            waiting.Remove(entry.Node);
            return true;
        }
    }
}
