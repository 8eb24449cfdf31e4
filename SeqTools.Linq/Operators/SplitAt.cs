using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list cut at the given positions.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the elements from one edge to the next: the first part begins where the list
    /// does, and the last one ends where it does, so there is one part more than there are edges. Nothing is evaluated
    /// when the view is made, nor when a part is read: reading an element of the part evaluates that one. Where the
    /// source grows, the last part does; where it shrinks, a part is as long as what is left of it.</para>
    /// <para><c>split</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to split.</param>
    /// <param name="edges">
    /// The position of the first element of each part but the first, in ascending order; a part between equal ones is
    /// empty. They are read once, when the view is made.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of parts.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An edge is negative, less than the one before it, or beyond the end of a list whose length can't change.
    /// </exception>
    /// <example><code>
    /// var parts = new[] { "a", "b", "c", "d" }.SplitAt([1, 3]);
    /// Console.WriteLine(string.Join(" | ", parts.Select(part => string.Join(" ", part)))); // a | b c | d
    /// </code></example>
    public static SeqView<SeqView<TSource>> SplitAt<TSource>(
        this IReadOnlyList<TSource> source,
        IReadOnlyList<int> edges,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(edges))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(edges);
        var view = ListView.Of(source);
        ViewOrigin origin = new(nameof(SplitAt), argumentText, filePath, lineNumber, memberName);
        return new SlicesView<TSource>(view, SlicesBetween(edges, view.Length, origin), origin);
    }

    private static SliceMap[] SlicesBetween(IReadOnlyList<int> edges, Length source, ViewOrigin origin)
    {
        var slices = new SliceMap[edges.Count + 1];
        var start = 0;
        for (var i = 0; i < slices.Length - 1; i++)
        {
            var end = edges[i];
            if (end < start || !SliceMap.CanFit(start..end, source))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(edges), end, $"The edge at {i} of {origin} is not from {start} to the end of the list.");
            }

            slices[i] = new(start, end);
            start = end;
        }

        slices[^1] = new(start, ^0);
        return slices;
    }
}
