using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views so many elements of a list, drawn at random without repetition as the seed has it.</summary>
    /// <remarks>
    /// <para>The elements are the first <paramref name="count"/> of the list as <c>Shuffle</c> orders it, so none is
    /// drawn twice. The draw depends on <paramref name="seed"/> and the length of the source alone, and is promised as
    /// the order of <c>Shuffle</c> is: the same on every machine, for every target and version. It is another draw
    /// where the source grows or shrinks. Nothing is evaluated when the view is made; a read evaluates the one element,
    /// at no memory and in constant time.</para>
    /// <para><c>random.sample</c> in Python; <c>gather</c> of its indices in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to draw from.</param>
    /// <param name="count">The number of elements to draw.</param>
    /// <param name="seed">What fixes the draw: any number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. While a list whose length can change has fewer elements than are to be drawn,
    /// <see cref="SeqView{T}.Count"/> and every read throw <see cref="InvalidOperationException"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is negative, or more than there are in a list whose length can't change.
    /// </exception>
    /// <example><code>
    /// var drawn = Seq.Range(0, 1000).Sample(10, seed: 3);
    /// Console.WriteLine(drawn.Distinct().Count()); // 10
    /// </code></example>
    public static SeqView<TSource> Sample<TSource>(
        this IReadOnlyList<TSource> source,
        int count,
        int seed,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(count))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var view = ListView.Of(source);
        if (view.Length.IsFixed)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, view.Length.Count);
        }

        ViewOrigin origin = new(
            nameof(Sample), ArgumentText.Join(argumentText.Or(count), ArgumentText.Named(nameof(seed), seed)),
            filePath, lineNumber, memberName);
        var map = new SampleMap(count, new(seed), origin);
        return new MapView<TSource, SampleMap>(view, map, view.Length.Then(map.Count), origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct SampleMap(int count, ShuffleMap order, ViewOrigin origin) : IIndexMap
{
    public int Count(int sourceCount) => sourceCount >= count
        ? count
        : throw new InvalidOperationException(
            $"There are {sourceCount} elements, of which {origin} cannot draw {count}.");

    public int Locate(int index, Length source) => order.Locate(index, source);

    public int Run(int index, int count, Length source) => 1;
}
