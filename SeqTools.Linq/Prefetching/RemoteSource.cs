using System.ComponentModel;

namespace SeqTools.Linq;

/// <summary>
/// Elements that are evaluated elsewhere, such as in other processes: what packages beside this one have computed
/// ahead.
/// </summary>
/// <remarks>
/// Its members are called from several threads at once. The prefetching view owns it: it is told to end before the
/// view waits for its producers, so that none of them waits for what no longer comes.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RemoteSource<T>
{
    private volatile bool isOver;

    /// <summary>The number of elements, if it is known; nothing is asked for it.</summary>
    public abstract int? KnownCount { get; }

    /// <summary>What there is to tell of the processes.</summary>
    public virtual ProcessStatistics Statistics => default;

    /// <summary>
    /// How many neighbouring elements a worker is worth being asked for at once, as far as is known now: where they are
    /// cheap, it need not wait for the next request. Each is asked for by a call of its own, with the same token, in
    /// order, before the first of them is there.
    /// </summary>
    public virtual int NeighboursAtOnce => 1;

    /// <summary>The number of workers that evaluate elements at once: what <c>nworkers</c> comes to.</summary>
    protected int WorkerCount { get; private set; }

    /// <summary>The most elements in memory: what <c>maxBuffered</c> comes to.</summary>
    protected int MaxBuffered { get; private set; }

    /// <summary>Asks for the number of elements, and waits for the answer.</summary>
    /// <returns>The number, which does not change.</returns>
    public abstract int AskCount();

    /// <summary>Asks for the number of elements, and holds up nobody meanwhile.</summary>
    /// <returns>
    /// The number, which does not change. It is waited for no longer than a reader wants to; the answer is noted all
    /// the same when it comes, and may come on any thread.
    /// </returns>
    public virtual Task<int> AskCountAsync() => Task.Run(AskCount);

    /// <summary>Evaluates an element.</summary>
    /// <param name="index">The position.</param>
    /// <param name="cancellationToken">Is cancelled when nobody wants the element any more.</param>
    /// <returns>The element.</returns>
    public abstract ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken);

    /// <summary>Has the elements computed ahead.</summary>
    /// <param name="nworkers">As in <c>AsPrefetched</c>.</param>
    /// <param name="maxBuffered">As in <c>AsPrefetched</c>.</param>
    /// <param name="options">As in <c>AsPrefetched</c>.</param>
    /// <param name="origin">What the view is called in trails and drawings, and where it was written.</param>
    /// <returns>The view, which owns this.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBuffered"/> is below 0, or the idle time-out is not positive.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has no clock.</exception>
    public PrefetchedView<T> Prefetch(int nworkers, int maxBuffered, PrefetchOptions<T> options, ViewOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(origin);
        var settings = PrefetchSettings.Of(nworkers, maxBuffered, options, origin);
        (WorkerCount, MaxBuffered) = (settings.WorkerCount, settings.MaxBuffered);
        var source = new RemoteView<T>(this);
        var plan = new ProducerPlan<T>(source, settings, options.AndThen(Discarded), origin);
        return new(source, plan, new(this));
    }

    /// <summary>Whether an exception says that this was ended, or that the reader that waits is not to.</summary>
    internal bool Refuses(Exception exception) =>
        exception is ThreadInterruptedException || (isOver && exception is ObjectDisposedException);

    /// <summary>Ends what evaluates elements, with the view.</summary>
    internal void Close()
    {
        isOver = true;
        End();
    }

    /// <summary>Ends what evaluates elements, with the view, and waits until nothing of it is left.</summary>
    internal ValueTask CloseAsync()
    {
        isOver = true;
        return EndAsync();
    }

    /// <summary>What is to be done with each value that nobody will read, after the user's own callback.</summary>
    protected virtual Action<T>? Discarded => null;

    /// <summary>Ends what evaluates elements, and does not wait for it. It must not throw.</summary>
    protected abstract void End();

    /// <summary>Ends what evaluates elements, at once, and waits until nothing is left. It must not throw.</summary>
    /// <returns>What completes then.</returns>
    protected abstract ValueTask EndAsync();
}
