using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Awaits elements that are not kept, each once however many readers ask for it. It is cancelled when none of them is
/// left; who comes then waits for its end all the same, so that there is never a second value of an element.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncSingleFlight<T>(AsyncSeqView<T> source, IKeptResults<T> kept, ViewOrigin origin)
{
    private readonly Dictionary<int, Flight> underWay = [];

    private volatile bool isOver;

    /// <summary>What came of an element. A failure is not kept, but those who waited for it share it.</summary>
    public async ValueTask<Outcome<T>> ReadAsync(int index, CancellationToken cancellationToken)
    {
        var by = Evaluating.Here;
        while (true)
        {
            var flight = Join(index, out var isFirst);
            var outcome = await AwaitAsync(index, flight, isFirst, by, cancellationToken).ConfigureAwait(false);
            var isOfOthers = flight.IsGivenUp || (outcome.IsInterrupt && !isFirst);
            if (outcome.Error is null || !isOfOthers || flight.IsEvaluated || isOver)
            {
                return outcome;
            }
        }
    }

    private async ValueTask<Outcome<T>> AwaitAsync(
        int index, Flight flight, bool isFirst, Evaluated[] by, CancellationToken cancellationToken)
    {
        try
        {
            using var wait = WaitForGraph.Announce(by, flight.Node, origin);
            if (isFirst)
            {
                _ = EvaluateAsync(index, flight);
            }

            var landed = flight.Landed.WaitAsync(cancellationToken);
            return await origin.OrCancelledAsync(landed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(flight);
        }
    }

    /// <summary>
    /// Cancels what is on its way, and waits for it, but for what waits for the caller. From then on the readers of
    /// elements on their way get an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public async Task EndAsync()
    {
        isOver = true;
        var here = Evaluating.Here;
        Flight[] flights;
        using (Uninterrupted.Lock(underWay))
        {
            flights = [.. underWay.Values.Where(flight => !WaitForGraph.IsHeldUpBy(here, flight.Node))];
        }

        await Task.WhenAll([
            .. flights.Select(flight => flight.CancelAsync()), .. flights.Select(flight => flight.Landed),
        ]).ConfigureAwait(false);
    }

    private Flight Join(int index, out bool isFirst)
    {
        lock (underWay)
        {
            isFirst = !underWay.TryGetValue(index, out var flight);
            if (isFirst)
            {
                flight = new(index);
                underWay.Add(index, flight);
            }

            flight!.Readers++;
            return flight;
        }
    }

    private void Leave(Flight flight)
    {
        using (Uninterrupted.Lock(underWay))
        {
            if (--flight.Readers > 0 || flight.IsGivenUp || flight.Landed.IsCompleted)
            {
                return;
            }

            flight.IsGivenUp = true;
        }

        // What waits for the token is not run on the thread of a reader that has given up.
        _ = flight.CancelAsync();
    }

    /// <summary>
    /// Looks once more, now that no one else can be evaluating the element: one may just have kept it. Errors have to
    /// be wrapped here, whatever mode the first reader has: the mode of each reader decides.
    /// </summary>
    private async Task EvaluateAsync(int index, Flight flight)
    {
        Evaluating.EnterFlow(new(flight.Node));
        using var wrapped = SeqErrors.Use(ErrorMode.Wrap);
        Outcome<T> outcome;
        try
        {
            if (!kept.TryFind(index, out var value))
            {
                value = await ReadSourceAsync(index, flight.Token).ConfigureAwait(false);
                flight.IsEvaluated = true;
                value = kept.Keep(index, value);
            }

            outcome = new(value, null);
        }
        catch (Exception e)
        {
            outcome = Outcome<T>.Of(e);
        }

        Land(index, flight, outcome);
    }

    /// <summary>What went wrong beside a value that nobody waits for any more is told as far as it can be.</summary>
    private void Land(int index, Flight flight, Outcome<T> outcome)
    {
        bool isAwaited;
        using (Uninterrupted.Lock(underWay))
        {
            underWay.Remove(index);
            isAwaited = flight.Readers > 0;
        }

        if (!isAwaited && flight.IsEvaluated && outcome.Error is { } failure and not ObjectDisposedException)
        {
            UnobservedFailure.Report(failure);
        }

        flight.Land(outcome);
    }

    private async ValueTask<T> ReadSourceAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (isOver)
        {
            throw origin.Disposed();
        }
    }

    /// <summary>An element on its way, and those who wait for it.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Flight(int index) : CancellationTokenSource
    {
        private readonly TaskCompletionSource<Outcome<T>> landing = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        public Node Node { get; } = new(new(), index);

        public Task<Outcome<T>> Landed => landing.Task;

        public int Readers { get; set; }

        /// <summary>
        /// Whether all its readers had left, so that it was cancelled. If it fails then, that is nobody's failure who
        /// has come since.
        /// </summary>
        public bool IsGivenUp { get; set; }

        /// <summary>Whether there was a value, so that what failed was to keep it.</summary>
        public bool IsEvaluated { get; set; }

        public void Land(Outcome<T> outcome) => Uninterrupted.Complete(landing, outcome);
    }
}
