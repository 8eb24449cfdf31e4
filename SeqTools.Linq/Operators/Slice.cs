using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a part of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the element <c>i</c> places after the start of the range. Nothing is evaluated when
    /// the view is made; a read evaluates the one element. Ends counted from the end follow the source as it grows and
    /// shrinks, and the view is as long as what there is of the range at the moment. A slice of a slice reads the list
    /// directly.</para>
    /// <para>A range that can never fit is refused at once, as in C# elsewhere;
    /// <see cref="Take{TSource}(IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/> is
    /// lenient.</para>
    /// <para><c>view[2..^3]</c> is the same. <c>seq[2:-3]</c> in SeqTools (Python); <c>itertools.islice</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to take a part of.</param>
    /// <param name="range">The positions to take.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The range ends before it starts, or is outside a list whose length can't change.
    /// </exception>
    /// <example><code>
    /// var middle = new[] { "a", "b", "c", "d" }.Slice(1..^1);
    /// Console.WriteLine(string.Join(" ", middle)); // b c
    /// </code></example>
    public static SeqView<TSource> Slice<TSource>(
        this IReadOnlyList<TSource> source,
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var view = ListView.Of(source);
        ViewOrigin origin = new(nameof(Slice), argumentText.Or(range), filePath, lineNumber, memberName);
        return SliceMap.Over(view, SliceMap.Of(range, view.Length, origin), origin);
    }
}
