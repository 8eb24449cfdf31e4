using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements at the given positions: reordered, repeated, or some of them only.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>indices[i]</c> of the source, and the length is that of
    /// <paramref name="indices"/>. Nothing is evaluated when the view is made; a read evaluates one index and the one
    /// element. Gathering what was gathered reads the list directly.</para>
    /// <para><c>gather</c> and <c>take</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to take elements from.</param>
    /// <param name="indices">The positions, each of which must be in the source when it is read.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. Reading an element whose index is outside the source throws <see cref="ArgumentOutOfRangeException"/>,
    /// which says which position holds which index.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var chosen = new[] { "a", "b", "c" }.Gather([2, 0, 2]);
    /// Console.WriteLine(string.Join(" ", chosen)); // c a c
    /// </code></example>
    public static SeqView<TSource> Gather<TSource>(
        this IReadOnlyList<TSource> source,
        IReadOnlyList<int> indices,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(indices))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        return GatherMap.Over(
            ListView.Of(source), ListView.Of(indices),
            new(nameof(Gather), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct GatherMap(GatherStep first) : IIndexMap
{
    /// <summary>
    /// A gathering of a gathering reads the list directly if its indices lie in memory: the way back to a failure takes
    /// them a second time, which must not evaluate anything.
    /// </summary>
    public static SeqView<T> Over<T>(SeqView<T> source, SeqView<int> indices, ViewOrigin origin)
    {
        GatherStep step = new(indices, source.Length, origin);
        return source is MapView<T, GatherMap> inner && indices.TryGetSpan(out _)
            ? new MapView<T, GatherMap>(
                source, new(step), inner.Target, new(step with { Next = inner.Map.First }), indices.Length, origin,
                indices)
            : new MapView<T, GatherMap>(source, new(step), indices.Length, origin, indices);
    }

    private GatherStep First => first;

    public IIndexMap Over(Substitution sources) => new GatherMap(first with { Indices = sources.Of(first.Indices) });

    public int Locate(int index, Length source)
    {
        for (var step = first; step is not null; step = step.Next)
        {
            index = step.Locate(index);
        }

        return index;
    }

    public int Run(int index, int count, Length source) => 1;
}
