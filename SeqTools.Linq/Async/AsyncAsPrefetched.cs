using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view as a list whose elements are awaited ahead of their reader.</summary>
    /// <remarks>
    /// <para>As
    /// <see cref="AsPrefetched{TSource}(
    ///     IReadOnlyList{TSource}, int, int, PrefetchOptions{TSource}?, CallerInfo, string, int, string)"/>,
    /// with asynchronous producers in place of threads: they hold no thread while they wait, so there can be hundreds
    /// of them. A producer awaits one element at a time, so <paramref name="maxBuffered"/> should be no less than
    /// <paramref name="nworkers"/>.</para>
    /// <para>The result can be read by <c>await foreach</c>, by <see cref="PrefetchedView{T}.GetAsync"/>, and, where
    /// nothing can be awaited, by the indexer and <c>foreach</c>, which block. Elements are never awaited on a reader's
    /// thread, nor in its synchronization context.</para>
    /// <para>The token that functions are given is cancelled when nobody wants their element any more: after a read
    /// elsewhere, and when the view or the enumeration is disposed or cancelled. Producers that have nothing to do hold
    /// no thread, and stay.</para>
    /// <para><c>prefetch</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to compute ahead.</param>
    /// <param name="nworkers">
    /// The number of producers: that many; 0 for one per processor; below 0, one per processor but for that many, one
    /// at least.
    /// </param>
    /// <param name="maxBuffered">
    /// The most elements in memory, from those in computation to the one that was read last; 0 for twice the workers,
    /// and 10 at least; <see cref="int.MaxValue"/> for no bound. It takes memory as it fills.
    /// </param>
    /// <param name="options">
    /// Start and end of workers, values that nobody reads, cancellation, the clock, a name for metrics.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBuffered"/> is below 0, or the idle time-out is not positive.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has no clock.</exception>
    /// <example><code>
    /// var pages = Seq.Range(0, 100).SelectAsync(async (n, cancellationToken) =>
    /// {
    ///     await Task.Delay(1, cancellationToken);
    ///     return $"page {n}";
    /// });
    /// await using var prefetched = pages.AsPrefetched(nworkers: 16, maxBuffered: 32);
    /// Console.WriteLine(await prefetched.GetAsync(7)); // page 7
    /// Console.WriteLine(prefetched[8]); // page 8
    /// </code></example>
    public static PrefetchedView<TSource> AsPrefetched<TSource>(
        this AsyncSeqView<TSource> source,
        int nworkers = 0,
        int maxBuffered = 0,
        PrefetchOptions<TSource>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        ViewOrigin origin = new(
            nameof(AsPrefetched),
            ArgumentText.Join(
                ArgumentText.Named(nameof(nworkers), nworkers), ArgumentText.Named(nameof(maxBuffered), maxBuffered)),
            filePath, lineNumber, memberName);
        var settings = PrefetchSettings.Of(nworkers, maxBuffered, options, origin);
        IReadInSteps.ReachBack(source, settings.Reach);
        return new(source, new ProducerPlan<TSource>(source, settings, options, origin));
    }
}
