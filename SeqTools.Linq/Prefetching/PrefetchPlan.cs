using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// What the sessions of a prefetching view have in common: what to evaluate, how far ahead, and for whom to count.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class PrefetchPlan<T>(
    IView source, PrefetchSettings settings, PrefetchOptions<T> options, ViewOrigin origin)
{
    private readonly List<Session<T>> sessions = [];
    private readonly Length length = source.Length;
    private bool isOver;

    public int WorkerCount => settings.WorkerCount;

    public int MaxBuffered => settings.MaxBuffered;

    /// <summary>A read less than so far behind the head leaves the window where it is.</summary>
    public int Reach => settings.Reach;

    public PrefetchOptions<T> Options => options;

    public ViewOrigin Origin => origin;

    /// <summary>In which the user's functions run, whoever calls them. No reader's context is kept.</summary>
    public ExecutionContext Context { get; } = CallerContext.Capture();

    public PrefetchCounters Counters { get; } = new(PrefetchMeter.SumOf(options.Name), options.TimeProvider);

    /// <summary>
    /// Whether a value that was delivered is its reader's alone, who disposes of it: whoever reads the element next has
    /// it evaluated again.
    /// </summary>
    public bool DeliversOnce => options.OnDiscard is not null;

    /// <summary>Whether a reader may evaluate an element itself.</summary>
    public abstract bool ReadersMayEvaluate { get; }

    /// <summary>Whether the code that asks is evaluating an element of this view, which it would wait for.</summary>
    public abstract bool IsInside { get; }

    /// <summary>Refuses a read by code that would wait for itself.</summary>
    public void RefuseFromInside()
    {
        if (IsInside)
        {
            throw new InvalidOperationException(
                $"An element of {origin} reads the very view that it belongs to, which would wait for itself.");
        }
    }

    /// <summary>
    /// How many elements there are, as far as the window reaches from an index. A length that evaluates elements is
    /// asked for that index alone: those that follow are taken to be there, and a worker that finds none closes the
    /// window.
    /// </summary>
    /// <param name="index">The index.</param>
    /// <param name="isWhole">Whether there are no more.</param>
    public int CountFrom(int index, out bool isWhole)
    {
        isWhole = !length.Evaluates || !length.HoldsIn(source, index);
        return isWhole ? length.CountOf(source) : (int)Math.Min(int.MaxValue, (long)index + MaxBuffered);
    }

    /// <summary>
    /// How many elements there are now, where that takes no evaluation and nothing fails; else as many as there were.
    /// </summary>
    public int CountAgain(int before)
    {
        try
        {
            return length.Evaluates ? before : length.CountOf(source);
        }
        catch (Exception)
        {
            // The reader asks, too, and is told.
            return before;
        }
    }

    /// <summary>
    /// Looks whether an element is still in the list. Where that takes an evaluation that fails, nobody knows, and the
    /// reader that comes for the element is told.
    /// </summary>
    /// <param name="index">The index.</param>
    /// <param name="missing">What to tell of an element that is not there, or can't be looked for.</param>
    /// <returns>Whether it may be read.</returns>
    protected bool IsThere(int index, out Outcome<T> missing)
    {
        missing = default;
        try
        {
            if (length.HoldsIn(source, index))
            {
                return true;
            }

            missing = Outcome<T>.Of(Outside(index));
        }
        catch (EvaluationException e) when (length.Evaluates)
        {
            missing = Outcome<T>.Of(e);
        }

        return false;
    }

    public ArgumentOutOfRangeException Outside(int index) =>
        new(nameof(index), index, $"There is no element {index} any more in {origin}.");

    /// <param name="hasOneReader">Whether one reader reads, in order.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    public Session<T> Open(bool hasOneReader, CancellationToken cancellationToken)
    {
        lock (sessions)
        {
            if (isOver)
            {
                throw origin.Disposed();
            }

            var session = NewSession(hasOneReader);
            sessions.Add(session);
            session.EndWith(options.CancellationToken, cancellationToken);
            return session;
        }
    }

    /// <summary>The figures now, over all sessions.</summary>
    public PrefetchStatistics Snapshot()
    {
        lock (sessions)
        {
            sessions.ForEach(session => session.Count());
        }

        return Counters.Snapshot();
    }

    public void Forget(Session<T> session)
    {
        using (Uninterrupted.Lock(sessions))
        {
            sessions.Remove(session);
        }
    }

    /// <summary>Ends every session, now and in the future.</summary>
    public Session<T>[] End()
    {
        using (Uninterrupted.Lock(sessions))
        {
            isOver = true;
            return [.. sessions];
        }
    }

    protected abstract Session<T> NewSession(bool hasOneReader);
}
