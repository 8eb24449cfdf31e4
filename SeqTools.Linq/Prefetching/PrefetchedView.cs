using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// A view whose elements are computed ahead of their reader, in the background: what <c>AsPrefetched</c> returns.
/// </summary>
/// <remarks>
/// <para>It has the elements of its source, in their order, and its length. Reading element <c>i</c> returns it,
/// computed or not, and sets the workers to those that follow. Nothing starts before the first read.</para>
/// <para>The indexer and each enumeration have workers and a buffer of their own, so that they never disturb each
/// other; those of an enumeration end with its enumerator, and all of them end when the view is disposed or
/// collected.</para>
/// <para>It can be read from several threads. It is no <see cref="IAsyncEnumerable{T}"/>, which would make every LINQ
/// operator on it ambiguous, but <c>await foreach</c> works on it, and <see cref="ToAsyncEnumerable"/> is for async
/// LINQ.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class PrefetchedView<T> : SeqView<T>, IDisposable, IAsyncDisposable
{
    private readonly IView source;
    private readonly PrefetchPlan<T> plan;
    private readonly RemoteHandle<T>? owned;
    private SessionHandle<T>? own;

    /// <param name="source">What the view reads.</param>
    /// <param name="plan">How it is evaluated.</param>
    /// <param name="owned">What ends with the view.</param>
    internal PrefetchedView(IView source, PrefetchPlan<T> plan, RemoteHandle<T>? owned = null)
        : base(plan.Origin, source.Length, isComputedAhead: true)
    {
        this.source = source;
        this.plan = plan;
        this.owned = owned;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => source.UserSources;

    /// <summary>Who waits for whom: a snapshot over the indexer and all enumerations.</summary>
    public PrefetchStatistics Statistics =>
        owned is null ? plan.Snapshot() : plan.Snapshot() with { Processes = owned.Statistics };

    /// <summary>Reads an element without blocking, and without evaluating anything on this thread.</summary>
    /// <param name="index">The position, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="cancellationToken">Ends the wait. The element goes on being computed for others.</param>
    /// <returns>The element, once it is computed; at once if it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <exception cref="OperationCanceledException">The wait or the view was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public override ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default)
    {
        if (Length.IsToBeAsked)
        {
            return AskAndDeliverAsync(index, cancellationToken);
        }

        CheckBounds(index);
        return DeliverAsync(Own, index, cancellationToken);
    }

    /// <summary>Enumerates the elements for <c>await foreach</c>, in order, each as soon as it is computed.</summary>
    /// <param name="cancellationToken">Ends the enumeration and its workers.</param>
    /// <returns>An enumerator of its own, with workers of its own, which end with it.</returns>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new PrefetchedEnumerator<T>(this, 0, cancellationToken);

    /// <summary>The view for async LINQ.</summary>
    /// <returns>
    /// What enumerates as <c>await foreach</c> over the view does; each enumeration has workers of its own.
    /// </returns>
    /// <example><code>
    /// await using var numbers = Seq.Range(0, 100).AsPrefetched(2, 8);
    /// IAsyncEnumerable&lt;int> stream = numbers.ToAsyncEnumerable();
    /// await foreach (var number in stream)
    /// {
    ///     Console.WriteLine(number); // 0
    ///     break;
    /// }
    /// </code></example>
    public override IAsyncEnumerable<T> ToAsyncEnumerable() => new AsyncElements(this);

    /// <summary>
    /// The elements for <c>await foreach</c>, with a token that ends the enumeration and its workers.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>What <c>await foreach</c> enumerates.</returns>
    /// <example><code>
    /// await using var numbers = Seq.Range(0, 3).AsPrefetched(2, 8);
    /// await foreach (var number in numbers.WithCancellation(CancellationToken.None).ConfigureAwait(false))
    /// {
    ///     Console.WriteLine(number); // 0
    ///     break;
    /// }
    /// </code></example>
    public ConfiguredCancelableAsyncEnumerable<T> WithCancellation(CancellationToken cancellationToken) =>
        ToAsyncEnumerable().WithCancellation(cancellationToken);

    /// <summary>The elements for <c>await foreach</c>, and where to go on after a wait.</summary>
    /// <param name="continueOnCapturedContext">Whether to go on where the loop was.</param>
    /// <returns>What <c>await foreach</c> enumerates.</returns>
    public ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait(bool continueOnCapturedContext) =>
        ToAsyncEnumerable().ConfigureAwait(continueOnCapturedContext);

    /// <summary>
    /// Ends all workers: those that wait leave, and those that compute leave when they have finished. Does not wait for
    /// them.
    /// </summary>
    /// <remarks>
    /// Readers that wait, and later ones, get an <see cref="ObjectDisposedException"/>. Elements that were computed and
    /// not read are dropped. It never throws: what a callback throws then, and what no read has thrown yet, is told by
    /// <see cref="TaskScheduler.UnobservedTaskException"/>.
    /// </remarks>
    public void Dispose()
    {
        Array.ForEach(plan.End(), session => session.End());
        owned?.Dispose();
    }

    /// <summary>
    /// Ends all workers, as <see cref="Dispose"/> does, and waits until they have left; not where an element of the
    /// view calls it, or a callback that runs on a worker, which would wait for itself. It never throws, either.
    /// </summary>
    /// <returns>What completes when no worker is left.</returns>
    public async ValueTask DisposeAsync()
    {
        var sessions = plan.End();
        Array.ForEach(sessions, session => session.End());
        var ending = owned?.DisposeAsync() ?? default;
        if (!plan.IsInside)
        {
            await Task.WhenAll(sessions.Select(session => session.Gone)).ConfigureAwait(false);
        }

        await ending.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index)
    {
        Own.Read(index, out var outcome);
        return Open(outcome, index);
    }

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        DeliverAsync(Own, index, cancellationToken);

    internal override SeqEnumerator<T> Enumerate(int start) => new PrefetchedEnumerator<T>(this, start, default);

    /// <summary>
    /// Parts are read through the indexer: it goes on with the next part where this one ends, and computes nothing
    /// twice.
    /// </summary>
    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        count < CountNow() ? new IndexEnumerator<T>(this, start) : Enumerate(start);

    /// <summary>
    /// All that is left is read in a session of its own, whose workers end with it; a part through the indexer.
    /// </summary>
    internal override void Fill(int start, Span<T> destination)
    {
        if (destination.Length < CountNow() - start)
        {
            base.Fill(start, destination);
            return;
        }

        FillInOnePass(Enumerate(start), start, destination);
    }

    /// <summary>What stands in for it computes its elements in place; awaited ones can't be.</summary>
    internal override SeqView<T> Over(Substitution sources) => source is SeqView<T> list ? sources.Of(list) : this;

    /// <summary>Refuses a step by code that would wait for itself, before it is one.</summary>
    internal void RefuseFromInside() => plan.RefuseFromInside();

    /// <summary>Opens a session for one reader, which reads in order.</summary>
    internal SessionHandle<T> OpenEnumeration(CancellationToken cancellationToken) =>
        new(plan.Open(hasOneReader: true, cancellationToken));

    /// <summary>Has the length be known that others have to be asked for.</summary>
    internal async ValueTask AskLengthAsync(CancellationToken cancellationToken)
    {
        plan.Origin.ThrowIfCancelled(cancellationToken);
        try
        {
            await Length.AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, EvaluationFrame.NoIndex))
        {
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw plan.Origin.Cancellation(cancellationToken);
        }
    }

    private async ValueTask<T> AskAndDeliverAsync(int index, CancellationToken cancellationToken)
    {
        await AskLengthAsync(cancellationToken).ConfigureAwait(false);
        CheckBounds(index);
        return await DeliverAsync(Own, index, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T> DeliverAsync(SessionHandle<T> session, int index, CancellationToken cancellationToken) =>
        Open(await session.ReadAsync(index, cancellationToken).ConfigureAwait(false), index);

    private SessionHandle<T> Own
    {
        get
        {
            if (Volatile.Read(ref own) is { } session)
            {
                return session;
            }

            lock (plan)
            {
                return own ??= new(plan.Open(hasOneReader: false, default));
            }
        }
    }

    internal T Open(Outcome<T> outcome, int index) => outcome.Open(this, index);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class AsyncElements(PrefetchedView<T> view) : IAsyncEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
            view.GetAsyncEnumerator(cancellationToken);
    }
}
