using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a part of an awaited view.</summary>
    /// <remarks>
    /// As <see cref="Slice{TSource}(IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/>.
    /// <c>view[2..^3]</c> is the same. Nothing is evaluated when the view is made; a read evaluates the one element.
    /// Ends counted from the end follow the source as it grows and shrinks.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take a part of.</param>
    /// <param name="range">The positions to take.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The range ends before it starts, or is outside a view whose length can't change.
    /// </exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Slice(1..^1).GetAsync(1)); // c
    /// </code></example>
    public static AsyncSeqView<TSource> Slice<TSource>(
        this AsyncSeqView<TSource> source,
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ViewOrigin origin = new(nameof(Slice), argumentText.Or(range), filePath, lineNumber, memberName);
        return SliceMap.Over(source, SliceMap.Of(range, source.Length, origin), origin);
    }
}
