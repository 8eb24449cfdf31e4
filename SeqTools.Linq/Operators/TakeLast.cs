using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the last elements of a list.</summary>
    /// <remarks>
    /// <para>The last element is that of the source; there are <paramref name="count"/> of them or as many as the
    /// source has, none where <paramref name="count"/> is negative. Nothing is evaluated when the view is made; a read
    /// evaluates the one element. The end follows the source as it grows and shrinks.</para>
    /// <para>LINQ's <c>TakeLast</c>, which holds elements back in a buffer where this only counts; <c>seq[-count:]</c>
    /// in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to take the end of.</param>
    /// <param name="count">The number of elements.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var lastTwo = new[] { "a", "b", "c" }.TakeLast(2);
    /// Console.WriteLine(string.Join(" ", lastTwo)); // b c
    /// </code></example>
    public static SeqView<TSource> TakeLast<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(^Math.Max(0, count), ^0),
            new(nameof(TakeLast), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
