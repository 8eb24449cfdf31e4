using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What the sessions of a prefetching view have in common: what to evaluate, how far ahead, and for whom to count.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class PrefetchPlan<T>(
    SeqView<T> source, int workers, int maxBuffered, PrefetchOptions<T> options, ViewOrigin origin)
{
    private readonly List<Session<T>> sessions = [];
    private bool isOver;

    public int Workers => workers;

    public int MaxBuffered => maxBuffered;

    public PrefetchOptions<T> Options => options;

    public ViewOrigin Origin => origin;

    public Tally Tally { get; } = new(PrefetchMeter.Everything);

    /// <summary>Whether a reader may evaluate an element itself, or only a worker that was started by the user's callback.</summary>
    public bool ReadersMayEvaluate => options.OnWorkerStart is null;

    public int Count => source.CountNow();

    /// <summary>Makes a reader's thread one on which elements of this view are evaluated, until the result is disposed.</summary>
    public Place Here() => new(this);

    /// <summary>
    /// Evaluates an element. Errors have to be wrapped where this is called, whatever mode a reader has: the mode of the code that comes to read
    /// the element decides.
    /// </summary>
    /// <returns>Whether it is still in the list.</returns>
    public bool TryEvaluate(int index, out Outcome<T> outcome)
    {
        try
        {
            var isThere = source.HoldsNow(index);
            outcome = isThere ? new(source.Read(index), null) : Outcome<T>.Of(Outside(index));
            return isThere;
        }
        catch (Exception e)
        {
            outcome = Outcome<T>.Of(e);
            return true;
        }
    }

    public ArgumentOutOfRangeException Outside(int index) => new(nameof(index), index, $"There is no element {index} any more in {origin}.");

    public Session<T> Open(CancellationToken cancellationToken)
    {
        lock (sessions)
        {
            ObjectDisposedException.ThrowIf(isOver, typeof(PrefetchedView<T>));
            var session = new Session<T>(this);
            sessions.Add(session);
            session.EndWith(options.CancellationToken, cancellationToken);
            return session;
        }
    }

    public void Forget(Session<T> session)
    {
        lock (sessions)
        {
            sessions.Remove(session);
        }
    }

    /// <summary>Ends every session, now and in the future.</summary>
    public Session<T>[] End()
    {
        lock (sessions)
        {
            isOver = true;
            return [.. sessions];
        }
    }

    /// <summary>A stretch of code in which elements are evaluated: errors are wrapped there, and reading the view is refused.</summary>
    public readonly struct Place : IDisposable
    {
        private readonly IDisposable? wrapped;

        public Place(PrefetchPlan<T> plan)
        {
            wrapped = SeqErrors.Mode == ErrorMode.Wrap ? null : SeqErrors.Use(ErrorMode.Wrap);
            Evaluating.Enter(plan);
        }

        public void Dispose()
        {
            Evaluating.Leave();
            wrapped?.Dispose();
        }
    }
}
