using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list with another element in the place of each that fails.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> evaluates element <c>i</c> of the
    /// source; where that fails, the element is what <paramref name="fallback"/> makes of the failure, which has its
    /// whole trail, whatever <see cref="SeqErrors.Mode"/>. The length is the source's: a length that can't be read is
    /// no element, and fails still. Nothing is kept, so that the next read tries again.</para>
    /// <para>A cancellation that the reader asked for is thrown as ever, and so is an index that is not there, also one
    /// that <c>Gather</c> or <c>Case</c> was given: such a pipeline is wrong. Concurrent reads call
    /// <paramref name="fallback"/> concurrently.</para>
    /// <para>Python's SeqTools has none. <c>AsResults</c> takes failures along as elements.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements may fail.</param>
    /// <param name="fallback">
    /// Makes an element of a failure. What it throws is a failure of its own, wrapped in an
    /// <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbers = new[] { "1", "x7", "3" }.Select(s => int.Parse(s)).Recover(e => -1);
    /// Console.WriteLine(string.Join(" ", numbers)); // 1 -1 3
    /// </code></example>
    public static SeqView<TSource> Recover<TSource>(
        this IReadOnlyList<TSource> source,
        Func<EvaluationException, TSource> fallback,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(fallback))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fallback);
        return new SelectView<ElementResult<TSource>, TSource>(
            new ResultsView<TSource>(ListView.Of(source), ViewOrigin.None),
            Fallback.To(fallback),
            new(nameof(Recover), argumentText, filePath, lineNumber, memberName),
            static result => result.Error);
    }
}
