using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view in a random order that the seed fixes.</summary>
    /// <remarks>
    /// As <see cref="Shuffle{TSource}(IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>, and in
    /// the same order: nothing is evaluated when the view is made, and a read evaluates the one element, whose place is
    /// computed in constant time.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to put in another order.</param>
    /// <param name="seed">What fixes the order: any number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" };
    /// var awaited = letters.SelectAsync((s, _) => ValueTask.FromResult(s)).Shuffle(seed: 1);
    /// Console.WriteLine(await awaited.GetAsync(0) == letters.Shuffle(seed: 1)[0]); // True
    /// </code></example>
    public static AsyncSeqView<TSource> Shuffle<TSource>(
        this AsyncSeqView<TSource> source,
        int seed,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(seed))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new AsyncMapView<TSource, ShuffleMap>(
            source, new(seed), source.Length,
            new(nameof(Shuffle), argumentText.Or(seed), filePath, lineNumber, memberName));
    }
}
