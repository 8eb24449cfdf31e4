using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of two awaited views in turns.</summary>
    /// <remarks>
    /// As
    /// <see cref="Interleave{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{TSource}, CallerInfo, string, string, int, string)"/>:
    /// the one that has no more elements drops out, the length is the sum, nothing is evaluated when the view is made,
    /// and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The view that begins.</param>
    /// <param name="second">The view that takes turns with it.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="AsyncSeqView{T}.Count"/>
    /// is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var letters = new[] { "a", "b" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// var capitals = letters.Select(s => s.ToUpperInvariant());
    /// Console.WriteLine(await letters.Interleave(capitals).GetAsync(3)); // B
    /// </code></example>
    public static AsyncSeqView<TSource> Interleave<TSource>(
        this AsyncSeqView<TSource> first,
        AsyncSeqView<TSource> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return InterleaveMap.Over<TSource>(
            [first, second], new(nameof(Interleave), argumentText, filePath, lineNumber, memberName));
    }
}
