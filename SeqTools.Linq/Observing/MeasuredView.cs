using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that measures how fast its elements are read: what <c>Measure</c> returns.</summary>
/// <remarks>
/// <para>For one reader, <see cref="Throughput"/> is the inverse of <see cref="MeanReadTime"/>, as in SeqTools
/// (Python): the time between two reads counts for neither. Where several threads read at once, as under
/// <c>AsPrefetched</c>, the mean time is what one of them waits, and the throughput is what they get together.</para>
/// <para>A read is an element that was evaluated here, be it by the indexer, an enumeration or in bulk; an element that
/// is read twice is two. One that failed is none: its time is in the throughput, and in the mean time only where it was
/// read in bulk with others.</para>
/// <para>The view can be read from several threads, and its figures at any time.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class MeasuredView<T> : SeqView<T>
{
    private readonly SeqView<T> source;
    private readonly Pace pace;

    /// <summary>It has this view's origin, and leaves its frames.</summary>
    private readonly WatchedView<T> watched;

    internal MeasuredView(SeqView<T> source, TimeProvider clock, ViewOrigin origin)
        : base(origin, source.Length, isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
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
    protected override T GetItem(int index) => Read(index);

    internal override bool PrefersPass => source.PrefersPass;

    internal override T Read(int index) => watched.Read(index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        watched.AwaitAsync(index, cancellationToken);

    internal override SeqEnumerator<T> Enumerate(int start) => watched.Enumerate(start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => watched.EnumeratePart(start, count);

    internal override void Fill(int start, Span<T> destination) => watched.Fill(start, destination);

    /// <summary>What reads a stand-in is not to be measured.</summary>
    internal override SeqView<T> Over(Substitution sources) => sources.Of(source);
}
