using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list over and over, up to a number of elements.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i mod Count</c> of the source; there are <paramref name="count"/> of them,
    /// whatever the length of the source. Nothing is evaluated when the view is made; a read evaluates the one element,
    /// anew each time round.</para>
    /// <para><c>cycle</c> in SeqTools (Python); <c>itertools.cycle</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to repeat.</param>
    /// <param name="count">The total number of elements: not of repetitions.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. Reading an element while the list is empty throws <see cref="InvalidOperationException"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <example><code>
    /// var colours = new[] { "red", "green", "blue" }.Cycle(5);
    /// Console.WriteLine(string.Join(" ", colours)); // red green blue red green
    /// </code></example>
    public static SeqView<TSource> Cycle<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return CycleMap.Over(
            ListView.Of(source), Length.Fixed(count),
            new(nameof(Cycle), argumentText.Or(count), filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Views a list over and over, endlessly: <see cref="SeqView{T}.Count"/> is <see cref="int.MaxValue"/>.
    /// </summary>
    /// <remarks>
    /// As <see cref="Cycle{TSource}(IReadOnlyList{TSource}, int, CallerInfo, string, string, int, string)"/>. Take what
    /// is needed of it, or put it beside a list that ends. <c>cycle</c> in SeqTools (Python); <c>itertools.cycle</c>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to repeat.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>
    /// The view. Reading an element while the list is empty throws <see cref="InvalidOperationException"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var striped = new[] { "first", "second", "third" }.Zip(new[] { "white", "grey" }.Cycle());
    /// Console.WriteLine(striped[2]); // (third, white)
    /// </code></example>
    public static SeqView<TSource> Cycle<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return CycleMap.Over(
            ListView.Of(source), Length.Endless, new(nameof(Cycle), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct CycleMap(ViewOrigin origin) : IIndexMap
{
    public static SeqView<T> Over<T>(SeqView<T> source, Length length, ViewOrigin origin) =>
        new MapView<T, CycleMap>(source, new(origin), length, origin);

    public int Locate(int index, Length source) => source.Count switch
    {
        0 => throw new InvalidOperationException(
            $"There is no element {index}: the list is empty that {origin} repeats."),
        var sourceCount => index % sourceCount,
    };

    public int Run(int index, int count, Length source) => source.Count switch
    {
        0 => count,
        var sourceCount => Math.Min(count, sourceCount - (index % sourceCount)),
    };
}
