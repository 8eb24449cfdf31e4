using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list without its first elements.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i + count</c> of the source; there are <paramref name="count"/> fewer than
    /// the source has, all of them where
    /// <paramref name="count"/> is negative. Nothing is evaluated when the view is made; a read evaluates the one
    /// element.</para>
    /// <para>LINQ's <c>Skip</c>; <c>seq[count:]</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose beginning is left out.</param>
    /// <param name="count">The number of elements to leave out.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var rest = new[] { "a", "b", "c" }.Skip(1);
    /// Console.WriteLine(string.Join(" ", rest)); // b c
    /// </code></example>
    public static SeqView<TSource> Skip<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(Math.Max(0, count), ^0),
            new(nameof(Skip), argumentText.Or(count), filePath, lineNumber, memberName));
    }
}
