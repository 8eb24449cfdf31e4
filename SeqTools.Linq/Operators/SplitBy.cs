using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views given parts of a list.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the elements in the i-th range: a slice. Ranges may overlap, leave elements
    /// out, and stand in any order. Nothing is evaluated when the view is made, nor when a part is read: reading an
    /// element of the part evaluates that one. Ends counted from the end follow the source as it grows and shrinks, and
    /// a part is as long as what there is of its range at the moment.</para>
    /// <para><c>split</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to split.</param>
    /// <param name="ranges">The ranges. They are read once, when the view is made.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of parts, as many as there are ranges.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A range ends before it starts, or is outside a list whose length can't change.
    /// </exception>
    /// <example><code>
    /// var parts = new[] { "a", "b", "c", "d" }.SplitBy([0..2, 1..^1]);
    /// Console.WriteLine(string.Join(" | ", parts.Select(part => string.Join(" ", part)))); // a b | b c
    /// </code></example>
    public static SeqView<SeqView<TSource>> SplitBy<TSource>(
        this IReadOnlyList<TSource> source,
        IReadOnlyList<Range> ranges,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(ranges))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(ranges);
        var view = ListView.Of(source);
        ViewOrigin origin = new(nameof(SplitBy), argumentText, filePath, lineNumber, memberName);
        return new SlicesView<TSource>(view, SlicesOf(ranges, view.Length, origin), origin);
    }

    private static SliceMap[] SlicesOf(IReadOnlyList<Range> ranges, Length source, ViewOrigin origin)
    {
        var slices = new SliceMap[ranges.Count];
        for (var i = 0; i < slices.Length; i++)
        {
            var range = ranges[i];
            slices[i] = SliceMap.CanFit(range, source)
                ? new(range.Start, range.End)
                : throw new ArgumentOutOfRangeException(
                    nameof(ranges), range, $"The range at {i} of {origin} does not fit the list.");
        }

        return slices;
    }
}
