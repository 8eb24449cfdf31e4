using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of two lists in turns.</summary>
    /// <remarks>As <see cref="Seq.Interleave"/>.</remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The list that has the first turn.</param>
    /// <param name="second">The list that has the second turn.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var mixed = new[] { 1, 2, 3, 4 }.Interleave([10, 20]);
    /// Console.WriteLine(string.Join(" ", mixed)); // 1 10 2 20 3 4
    /// </code></example>
    public static SeqView<TSource> Interleave<TSource>(
        this IReadOnlyList<TSource> first,
        IReadOnlyList<TSource> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return InterleaveMap.Over(
            [ListView.Of(first), ListView.Of(second)],
            new(nameof(Interleave), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the elements of three lists in turns.</summary>
    /// <remarks>As <see cref="Seq.Interleave"/>.</remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The list that has the first turn.</param>
    /// <param name="second">The list that has the second turn.</param>
    /// <param name="third">The list that has the third turn.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var mixed = new[] { 1, 2, 3 }.Interleave([10], [100, 200]);
    /// Console.WriteLine(string.Join(" ", mixed)); // 1 10 100 2 200 3
    /// </code></example>
    public static SeqView<TSource> Interleave<TSource>(
        this IReadOnlyList<TSource> first,
        IReadOnlyList<TSource> second,
        IReadOnlyList<TSource> third,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(third))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return InterleaveMap.Over(
            [ListView.Of(first), ListView.Of(second), ListView.Of(third)],
            new(nameof(Interleave), argumentText, filePath, lineNumber, memberName));
    }
}

public static partial class Seq
{
    /// <summary>
    /// Views the elements of several lists in turns: the first of each, then the second of each, and so on.
    /// </summary>
    /// <remarks>
    /// <para>A list that has no more elements drops out, and the others go on; the length is the sum. Nothing is
    /// evaluated when the view is made; a read evaluates the one element. The lists are those that
    /// <paramref name="lists"/> holds when the view is made; their own lengths stay live.</para>
    /// <para>Where an element stands takes O(log k) to find among k lists whose lengths can't change. Where one can,
    /// all lengths are read each time and the search costs O(k log n).</para>
    /// <para><c>interleave</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="lists">The lists that take turns.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="lists"/> or one of them is <see langword="null"/>.
    /// </exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// string[] a = ["a1", "a2", "a3"], b = ["b1"], c = ["c1", "c2"];
    /// var mixed = Seq.Interleave([a, b, c]);
    /// Console.WriteLine(string.Join(" ", mixed)); // a1 b1 c1 a2 c2 a3
    /// </code></example>
    public static SeqView<T> Interleave<T>(
        IReadOnlyList<IReadOnlyList<T>> lists,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(lists))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(lists);
        return InterleaveMap.Over(
            ListView.OfAll(lists), new(nameof(Interleave), argumentText, filePath, lineNumber, memberName));
    }
}
