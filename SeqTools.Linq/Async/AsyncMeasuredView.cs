using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An awaited view that measures how fast its elements are read: what <c>Measure</c> returns.</summary>
/// <remarks>
/// Its figures are those of <see cref="MeasuredView{T}"/>; a read lasts until its element is there. It can be read from
/// several threads, and its figures at any time.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncMeasuredView<T> : AsyncSeqView<T>
{
    private readonly Pace pace;

    /// <summary>It has this view's origin, and leaves its frames.</summary>
    private readonly AsyncWatchedView<T> watched;

    internal AsyncMeasuredView(AsyncSeqView<T> source, TimeProvider clock, ViewOrigin origin)
        : base(origin, source.Length)
    {
        pace = new(clock);
        watched = new(source, pace, origin);
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)watched).Sources;

    /// <summary>How many elements are read in a second, of the time in which at least one is being read.</summary>
    /// <value><see langword="null"/> before the first read.</value>
    public double? Throughput => pace.Throughput;

    /// <summary>How long a read takes, on average.</summary>
    /// <value><see langword="null"/> before the first read.</value>
    public TimeSpan? MeanReadTime => pace.MeanReadTime;

    /// <summary>Measures anew from here on. Reads that have begun before don't count.</summary>
    public void Reset() => pace.Reset();

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        watched.EvaluateAsync(index, cancellationToken);
}
