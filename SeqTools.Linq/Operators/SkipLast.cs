using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list without its last elements.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of the source; there are <paramref name="count"/> fewer than the source has, all of them where <paramref name="count"/> is negative.
    /// Nothing is evaluated when the view is made; a read evaluates the one element. The end follows the source as it grows and shrinks.</para>
    /// <para>LINQ's <c>SkipLast</c>, which holds elements back in a buffer where this only counts; <c>seq[:-count]</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="count">The number of elements to leave out.</param>
    /// <param name="countText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var allButOne = new[] { "a", "b", "c" }.SkipLast(1);
    /// Console.WriteLine(string.Join(" ", allButOne)); // a b
    /// </code></example>
    public static SeqView<TSource> SkipLast<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        [CallerArgumentExpression(nameof(count))] string countText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return SliceMap.Over(
            ListView.Of(source), new(0, ^Math.Max(0, count)), new(nameof(SkipLast), countText, file, line, member));
    }
}
