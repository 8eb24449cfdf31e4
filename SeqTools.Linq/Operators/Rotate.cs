using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list from another element on, and around its end to the one before.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>(i + by) mod Count</c> of the source, and the length is the source's.
    /// Nothing is evaluated when the view is made; a read evaluates the one element. Where the source grows or shrinks,
    /// the view goes around its new end.</para>
    /// <para><c>concatenate</c> of two slices in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to rotate.</param>
    /// <param name="by">
    /// How far every element moves towards the start; negative to move towards the end. It may be longer than the list,
    /// more than once around.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
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
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(by))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var view = ListView.Of(source);
        return new MapView<TSource, RotateMap>(
            view, new(by), view.Length, new(nameof(Rotate), argumentText.Or(by), filePath, lineNumber, memberName));
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
