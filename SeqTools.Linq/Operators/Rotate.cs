using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list from another element on, and around its end to the one before.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>(i + by) mod Count</c> of the source, and the length is the source's. Nothing is evaluated when the view is
    /// made; a read evaluates the one element. Where the source grows or shrinks, the view goes around its new end.</para>
    /// <para><c>concatenate</c> of two slices in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="by">
    /// How far every element moves towards the start; negative to move towards the end. It may be longer than the list, more than once around.
    /// </param>
    /// <param name="byText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var days = new[] { "Mon", "Tue", "Wed" };
    /// Console.WriteLine(string.Join(" ", days.Rotate(1))); // Tue Wed Mon
    /// Console.WriteLine(string.Join(" ", days.Rotate(-1))); // Wed Mon Tue
    /// </code></example>
    public static SeqView<TSource> Rotate<TSource>(
        this IReadOnlyList<TSource> source,
        int by,
        [CallerArgumentExpression(nameof(by))] string byText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var view = ListView.Of(source);
        return new MapView<TSource, RotateMap>(view, new(by), view.Length, new(nameof(Rotate), byText, file, line, member));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct RotateMap(int by) : IIndexMap
{
    public int Locate(int index, Length source)
    {
        // A list that was emptied after the index was checked is to say so itself: no division by zero.
        var count = Math.Max(1, source.Count);
        var position = ((long)index + by) % count;
        return (int)(position < 0 ? position + count : position);
    }

    public int Run(int index, int count, Length source) =>
        Math.Min(count, Math.Max(1, source.Count - Locate(index, source)));
}
