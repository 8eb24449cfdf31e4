using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list unchanged, and measures how fast its elements are read.</summary>
    /// <remarks>
    /// <para>The elements and the length are the source's. Nothing is evaluated when the view is made, and a read
    /// evaluates the one element; looking at the clock costs some dozens of nanoseconds. What is measured is the time
    /// that evaluations take, not what the reader does between them: see <see cref="MeasuredView{T}"/>.</para>
    /// <para><c>instrument.monitor_throughput</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose reads are measured.</param>
    /// <param name="options">The clock that reads are timed by.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view, which has the figures.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var words = new[] { "one", "two" }.Select(s => s.ToUpperInvariant()).Measure();
    /// Console.WriteLine(words.Throughput is null); // True
    /// Console.WriteLine(words[1]); // TWO
    /// Console.WriteLine(words.MeanReadTime > TimeSpan.Zero); // True
    /// </code></example>
    public static MeasuredView<TSource> Measure<TSource>(
        this IReadOnlyList<TSource> source,
        MeasureOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(
            ListView.Of(source), (options ?? new()).TimeProvider,
            new(nameof(Measure), "", filePath, lineNumber, memberName));
    }
}
