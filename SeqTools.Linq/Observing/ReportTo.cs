using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list unchanged, and reports how far the reading of it has come.</summary>
    /// <remarks>
    /// <para>Reading an element evaluates it and reports, before the reader has it, that one more is done. What is
    /// counted is elements, not reads: one that is read again is done already, and one that fails is not done. So
    /// <see cref="SeqProgress.Done"/> never passes <see cref="SeqProgress.Total"/>, and several passes over one view
    /// are one progress: to follow them all, read <c>list.Cycle(passes * list.Count).ReportTo(…)</c>; to follow each,
    /// make the view anew for each. Some 3 bits are kept for each element that was read in order, and some dozens of
    /// bytes for one that stands alone.</para>
    /// <para>The first element is reported, then at most one in <paramref name="minInterval"/>, and the last one
    /// always. Nothing is evaluated when the view is made; the length is the source's.</para>
    /// <para>Concurrent reads report one after the other, and what is done never goes back; a read waits for a report
    /// before it, so a report should be short. <see cref="Progress{T}"/> hands reports on to where it was made; in a
    /// program without a synchronization context that is the thread pool, which keeps no order.</para>
    /// <para><c>tqdm</c> in Python.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose reads are reported.</param>
    /// <param name="progress">
    /// What is reported to. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="minInterval">
    /// The time between two reports; 0.2 seconds if <see langword="null"/>, zero to report every element.
    /// </param>
    /// <param name="options">The clock of the rate and of the time between reports.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minInterval"/> is negative.</exception>
    /// <example><code>
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length).ReportTo(new ToConsole());
    /// var sum = lengths.Sum();
    ///
    /// sealed class ToConsole : IProgress&lt;SeqProgress>
    /// {
    ///     public void Report(SeqProgress value)
    ///     {
    ///         if (value.Done == value.Total)
    ///         {
    ///             Console.WriteLine($"{value.Done} of {value.Total}"); // 2 of 2
    ///         }
    ///     }
    /// }
    /// </code></example>
    public static SeqView<TSource> ReportTo<TSource>(
        this IReadOnlyList<TSource> source,
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

    /// <summary>Views a list unchanged, and tells an action how far the reading of it has come.</summary>
    /// <remarks>
    /// As
    /// <see cref="ReportTo{TSource}(
    ///     IReadOnlyList{TSource}, IProgress{SeqProgress}, TimeSpan?, ReportOptions, CallerInfo,
    ///     string, string, int, string)"/>:
    /// the action is called by the read, in order.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose reads are reported.</param>
    /// <param name="progress">
    /// What is told. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="minInterval">
    /// The time between two reports; 0.2 seconds if <see langword="null"/>, zero to report every element.
    /// </param>
    /// <param name="options">The clock of the rate and of the time between reports.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minInterval"/> is negative.</exception>
    /// <example><code>
    /// var lengths = new[] { "one", "three" }
    ///     .Select(s => s.Length)
    ///     .ReportTo(progress =>
    ///     {
    ///         Console.WriteLine($"{progress.Done} of {progress.Total}"); // 1 of 2
    ///     });
    /// var first = lengths[0];
    /// </code></example>
    public static SeqView<TSource> ReportTo<TSource>(
        this IReadOnlyList<TSource> source,
        Action<SeqProgress> progress,
        TimeSpan? minInterval = null,
        ReportOptions? options = null,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(progress))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(progress);
        var view = ListView.Of(source);
        var reporter = Reporter.Of(progress, view.Length, minInterval, options);
        return new ReportView<TSource>(
            new WatchedView<TSource>(view, reporter, ViewOrigin.None), reporter,
            new(nameof(ReportTo), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ReportView<T>(SeqView<T> source, Reporter reporter, ViewOrigin origin)
    : SelectView<(int Index, T Item), T>(
        new IndexView<T>(source, ViewOrigin.None), reporter.Count, origin, static element => element.Item)
{
    /// <summary>What reads a stand-in is no progress.</summary>
    internal override SeqView<T> Over(Substitution sources) => sources.Of(source);
}
