using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list with one element more at its start.</summary>
    /// <remarks>
    /// <para>Element 0 is <paramref name="element"/>, element <c>i + 1</c> is element <c>i</c> of the source, and the
    /// length is one more. Nothing is evaluated when the view is made; a read evaluates the one element.</para>
    /// <para>LINQ's <c>Prepend</c>; <c>concatenate</c> with a list of one in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list that comes behind the element.</param>
    /// <param name="element">The element to put first.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the length can change.
    /// </exception>
    /// <example><code>
    /// var names = new[] { "b", "c" }.Prepend("a");
    /// Console.WriteLine(string.Join(" ", names)); // a b c
    /// </code></example>
    public static SeqView<TSource> Prepend<TSource>(
        this IReadOnlyList<TSource> source,
        TSource element,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(element))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ConcatView<TSource>.Over(
            [new RepeatView<TSource>(element, Length.Fixed(1), ViewOrigin.None), ListView.Of(source)],
            new(nameof(Prepend), argumentText, filePath, lineNumber, memberName));
    }
}
