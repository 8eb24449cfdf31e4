using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views overlapping groups of neighbours, whose elements are awaited together.</summary>
    /// <remarks>
    /// Element <c>i</c> is an array of the elements from <c>i * step</c> on; there are as many as are full. Nothing is
    /// evaluated when the view is made. A read begins the elements of its window side by side, as <c>Batch</c> does.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view that the window slides over.</param>
    /// <param name="size">The number of elements of a window.</param>
    /// <param name="step">From the start of one window to that of the next.</param>
    /// <param name="maxConcurrent">The most elements of a window that are awaited at a time.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of windows, each read of which gives an array of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/>, <paramref name="step"/> or <paramref
    /// name="maxConcurrent"/> is not positive.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// Console.WriteLine(string.Join(" ", await letters.Window(2).GetAsync(1))); // b c
    /// </code></example>
    public static AsyncSeqView<TSource[]> Window<TSource>(
        this AsyncSeqView<TSource> source,
        int size,
        int step = 1,
        int maxConcurrent = 64,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxConcurrent);
        var arguments = ArgumentText.Join(argumentText.Or(size), step == 1 ? "" : $"step: {step}");
        return new AsyncNeighboursView<TSource>(
            source, size, step, WindowMap.LengthOver(source.Length, size, step), maxConcurrent,
            new(nameof(Window), arguments, filePath, lineNumber, memberName));
    }
}
