using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views every so many-th element of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i * step</c> of the source: the first one, and then one for every
    /// <paramref name="step"/>. The length follows the source's, divided by <paramref name="step"/> and rounded up.
    /// Nothing is evaluated when the view is made; a read evaluates the one element. Over a slice, or another view of
    /// this kind, the list beneath is read directly.</para>
    /// <para>To begin elsewhere, slice first; to go backwards, reverse first: <c>list[1..].TakeEvery(2)</c>.
    /// <c>seq[::step]</c> in SeqTools (Python); <c>itertools.islice</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to step through.</param>
    /// <param name="step">The distance in the source from each element to the next.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    /// <example><code>
    /// var thinned = new[] { "a", "b", "c", "d", "e" }.TakeEvery(2);
    /// Console.WriteLine(string.Join(" ", thinned)); // a c e
    /// </code></example>
    public static SeqView<TSource> TakeEvery<TSource>(
        this IReadOnlyList<TSource> source,
        int step,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(step))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return SliceMap.Over(
            ListView.Of(source), new(0, ^0, step),
            new(nameof(TakeEvery), argumentText.Or(step), filePath, lineNumber, memberName));
    }
}
