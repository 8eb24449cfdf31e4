using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view, and reports how far its reading has come.</summary>
    /// <remarks>
    /// As for lists: an element that is read again counts once, reports come no more often than <paramref
    /// name="minInterval"/> and when all elements are read, and on the thread that read the element. Nothing is
    /// evaluated when the view is made; a read awaits the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose reads are reported.</param>
    /// <param name="progress">Is told of the progress. What it throws is wrapped in an <see
    /// cref="EvaluationException"/> at the read.</param>
    /// <param name="minInterval">The least time from one report to the next; 0.2 seconds unless it is given.</param>
    /// <param name="options">By which clock the time is measured.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minInterval"/> is negative.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// IProgress&lt;SeqProgress> progress = new Progress&lt;SeqProgress>();
    /// Console.WriteLine(await letters.ReportTo(progress).GetAsync(1)); // b
    /// </code></example>
    public static AsyncSeqView<TSource> ReportTo<TSource>(
        this AsyncSeqView<TSource> source,
        IProgress<SeqProgress> progress,
        TimeSpan? minInterval = null,
        ReportOptions? options = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(progress))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(progress);
        return source.ReportTo(
            progress.Report, minInterval, options, callerInfo, argumentText, filePath, lineNumber, memberName);
    }

    /// <summary>Views an awaited view, and reports how far its reading has come.</summary>
    /// <remarks>
    /// As for lists: an element that is read again counts once, reports come no more often than <paramref
    /// name="minInterval"/> and when all elements are read, and on the thread that read the element. Nothing is
    /// evaluated when the view is made; a read awaits the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose reads are reported.</param>
    /// <param name="progress">Is told of the progress. What it throws is wrapped in an <see
    /// cref="EvaluationException"/> at the read.</param>
    /// <param name="minInterval">The least time from one report to the next; 0.2 seconds unless it is given.</param>
    /// <param name="options">By which clock the time is measured.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minInterval"/> is negative.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// await letters.ReportTo(progress => Console.WriteLine(progress.Done)).GetAsync(1); // 1
    /// </code></example>
    public static AsyncSeqView<TSource> ReportTo<TSource>(
        this AsyncSeqView<TSource> source,
        Action<SeqProgress> progress,
        TimeSpan? minInterval = null,
        ReportOptions? options = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(progress))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(progress);
        var reporter = Reporter.Of(progress, source.Length, minInterval, options);
        return new AsyncSelectIndexedView<TSource, TSource>(
            new AsyncWatchedView<TSource>(source, reporter, ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element, index) => reporter.Count((index, element)),
            new(nameof(ReportTo), argumentText, filePath, lineNumber, memberName));
    }
}
