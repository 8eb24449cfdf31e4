using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views so many passes over an awaited view, one after another, each in a random order of its own.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="Epochs{TSource}(
    ///     IReadOnlyList{TSource}, int, int, CallerInfo, string, string, int, string)"/>,
    /// and in the same orders: nothing is evaluated when the view is made, and a read evaluates the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to pass over.</param>
    /// <param name="count">The number of passes.</param>
    /// <param name="seed">What fixes the orders: any number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="AsyncSeqView{T}.Count"/>
    /// is read if the length can change.
    /// </exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(letters.Epochs(count: 2, seed: 7).Count); // 6
    /// </code></example>
    public static AsyncSeqView<TSource> Epochs<TSource>(
        this AsyncSeqView<TSource> source,
        int count,
        int seed,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ViewOrigin origin = new(
            nameof(Epochs), ArgumentText.Join(argumentText.Or(count), ArgumentText.Named(nameof(seed), seed)),
            filePath, lineNumber, memberName);
        return new AsyncMapView<TSource, EpochsMap>(
            source, new(seed), EpochsMap.LengthOver(source.Length, count, origin), origin);
    }
}
