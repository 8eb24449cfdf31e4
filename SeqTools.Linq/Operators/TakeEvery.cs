using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views every so many-th element of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i * step</c> of the source: the first one, and then one for every <paramref name="step"/>. The length follows
    /// the source's, divided by <paramref name="step"/> and rounded up. Nothing is evaluated when the view is made; a read evaluates the one
    /// element. Over a slice, or another view of this kind, the list beneath is read directly.</para>
    /// <para>To begin elsewhere, slice first; to go backwards, reverse first: <c>list[1..].TakeEvery(2)</c>. <c>seq[::step]</c> in SeqTools (Python); <c>itertools.islice</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="step">The distance in the source from each element to the next.</param>
    /// <param name="stepText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
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
        [CallerArgumentExpression(nameof(step))] string stepText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        return SliceMap.Over(
            ListView.Of(source), new(0, ^0, step), new(nameof(TakeEvery), stepText, file, line, member));
    }
}
