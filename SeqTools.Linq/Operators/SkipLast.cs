using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list without its last elements.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of the source; there are <paramref name="count"/> fewer than the
    /// source has, all of them where <paramref name="count"/> is negative. Nothing is evaluated when the view is made;
    /// a read evaluates the one element. The end follows the source as it grows and shrinks.</para>
    /// <para>LINQ's <c>SkipLast</c>, which holds elements back in a buffer where this only counts; <c>seq[:-count]</c>
    /// in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose end is left out.</param>
    /// <param name="count">The number of elements to leave out.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var allButOne = new[] { "a", "b", "c" }.SkipLast(1);
    /// Console.WriteLine(string.Join(" ", allButOne)); // a b
    /// </code></example>
    public static SeqView<TSource> SkipLast<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(0, ^Math.Max(0, count)),
            new(nameof(SkipLast), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
