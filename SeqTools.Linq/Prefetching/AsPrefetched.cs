using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list whose elements are computed ahead of their reader, on background threads.</summary>
    /// <remarks>
    /// <para>The elements, their order and the length are the source's, whatever the settings. Nothing is computed, and
    /// no thread is started, before the first read. Reading element <c>i</c> returns it, computed or not, and sets the
    /// workers to the <c>maxBuffered - 1</c> elements that follow. Elements that are being computed, that wait to be
    /// read, and the last one that was read are together never more than <paramref name="maxBuffered"/>.</para>
    /// <para>A failure waits until its element is read, and is thrown then; the elements before and after it are
    /// delivered.</para>
    /// <para>The last element is kept for another read; not where <see cref="PrefetchOptions{T}.OnDiscard"/> is set:
    /// then a value that was read is its reader's alone, who disposes of it.</para>
    /// <para>A read elsewhere starts over from there and does not wait for what is being computed; a read a little
    /// behind computes that element alone. A reader whose element no worker has begun computes it itself. Functions are
    /// called from several threads at once.</para>
    /// <para>Whoever calls them, functions and callbacks run in the execution context and culture of the code that
    /// calls this.</para>
    /// <para>Cheap elements may be computed when they are read: a <c>foreach</c> computes those itself that cost less
    /// than to hand them over from another thread. When it pauses, workers fill the buffer all the same.</para>
    /// <para>The workers end when the view is disposed or collected, when nothing is read for a while, and with the
    /// process. A <c>foreach</c> has workers of its own, which end with it.</para>
    /// <para>Elements that are views of this library themselves (batches, windows, splits) are evaluated whole: what is
    /// read is a view that holds the results. One of them that failed fails when it is read there. Views without end,
    /// those that are to be disposed of, and classes of your own stay as they are.</para>
    /// <para><c>prefetch</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to compute ahead.</param>
    /// <param name="nworkers">
    /// The number of workers: that many; 0 for one per processor; below 0, one per processor but for that many, one at
    /// least.
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
    /// <exception cref="ArgumentException">
    /// <paramref name="options"/> has a start or a stop that is to be awaited, which threads can't, or no clock.
    /// </exception>
    /// <example><code>
    /// var squares = Seq.Generate(100, i => i * i);
    /// using var prefetched = squares.AsPrefetched(nworkers: 2, maxBuffered: 4);
    /// Console.WriteLine(prefetched[7]); // 49
    /// </code></example>
    public static PrefetchedView<TSource> AsPrefetched<TSource>(
        this IReadOnlyList<TSource> source,
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
        RefuseAwaited(origin, options.OnWorkerStartAsync, nameof(options.OnWorkerStart));
        RefuseAwaited(origin, options.OnWorkerStopAsync, nameof(options.OnWorkerStop));
        var view = ListView.Of(source);
        IReadInSteps.ReachBack(view, settings.Reach);
        return new(view, new ThreadPlan<TSource>(view, settings, options, origin));

        static void RefuseAwaited(ViewOrigin origin, Delegate? callback, string instead)
        {
            if (callback is not null)
            {
                throw new ArgumentException(
                    $"The workers of {origin} are threads and await nothing: set {instead} in place of {instead}Async.",
                    nameof(options));
            }
        }
    }
}
