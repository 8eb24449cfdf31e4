using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views so many passes over a list, one after another, each in a random order of its own.</summary>
    /// <remarks>
    /// <para>Pass <c>e</c> has every element once, in the order of <c>Shuffle(seed + e)</c>, and the length is that of
    /// all passes: element <c>i</c> is of pass <c>i / n</c>, where the source has <c>n</c> elements. So training goes
    /// on from any index, after a restart too: what <c>Shuffle</c> promises of its orders holds here.</para>
    /// <para>Nothing is evaluated when the view is made; a read evaluates the one element, whose place is computed in
    /// constant time without memory. Where the source grows or shrinks, all passes are of its new length.</para>
    /// <para><c>shuffle</c> and <c>repeat</c> in Grain (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to pass over.</param>
    /// <param name="count">The number of passes.</param>
    /// <param name="seed">What fixes the orders: any number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the length can change.
    /// </exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c" };
    /// var epochs = letters.Epochs(count: 2, seed: 7);
    /// Console.WriteLine(epochs.Count); // 6
    /// Console.WriteLine(epochs.Skip(3).SequenceEqual(letters.Shuffle(seed: 8))); // True
    /// </code></example>
    public static SeqView<TSource> Epochs<TSource>(
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
        ViewOrigin origin = new(
            nameof(Epochs), ArgumentText.Join(argumentText.Or(count), ArgumentText.Named(nameof(seed), seed)),
            filePath, lineNumber, memberName);
        return new MapView<TSource, EpochsMap>(
            view, new(seed), EpochsMap.LengthOver(view.Length, count, origin), origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct EpochsMap(int seed) : IIndexMap
{
    public static Length LengthOver(Length source, int count, ViewOrigin origin) =>
        source.Then(n => Length.Checked((long)n * count, origin));

    public int Locate(int index, Length source)
    {
        // A list that was emptied after the index was checked is to say so itself: no division by zero.
        var (epoch, position) = Math.DivRem(index, Math.Max(1, source.Count));
        return new ShuffleMap(unchecked(seed + epoch)).Locate(position, source);
    }

    public int Run(int index, int count, Length source) => 1;
}
