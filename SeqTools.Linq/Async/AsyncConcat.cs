using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views one awaited view after another.</summary>
    /// <remarks>
    /// As
    /// <see cref="Concat{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{TSource}, CallerInfo, string, string, int, string)"/>:
    /// the length is the sum, nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The view that comes first.</param>
    /// <param name="second">The view that follows.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="AsyncSeqView{T}.Count"/>
    /// is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var letters = new[] { "a", "b" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(await letters.Concat(letters[..1]).GetAsync(2)); // a
    /// </code></example>
    public static AsyncSeqView<TSource> Concat<TSource>(
        this AsyncSeqView<TSource> first,
        AsyncSeqView<TSource> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return ConcatMap.Over<TSource>(
            [first, second], new(nameof(Concat), argumentText, filePath, lineNumber, memberName));
    }
}
