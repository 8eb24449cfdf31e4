using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list through a window that slides over it.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the <paramref name="size"/> elements from <c>i * step</c> on. There are
    /// whole windows only: none over a list that is shorter than one. The length follows the source's. Nothing is
    /// evaluated when the view is made, nor when a window is read: reading an element of the window evaluates that
    /// one.</para>
    /// <para>Windows that do not overlap, the last one shorter, are <c>Batch</c>. <c>collate</c> of shifted slices in
    /// SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list that the window slides over.</param>
    /// <param name="size">The number of elements of a window.</param>
    /// <param name="step">The distance from the start of each window to the start of the next.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of windows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> or <paramref name="step"/> is not positive.
    /// </exception>
    /// <example><code>
    /// var prices = new[] { 1.0, 3.0, 5.0, 4.0 };
    /// var averages = prices.Window(2).Select(pair => pair.Average());
    /// Console.WriteLine(averages.Count); // 3
    /// Console.WriteLine(averages[1]); // 4
    /// </code></example>
    public static SeqView<SeqView<TSource>> Window<TSource>(
        this IReadOnlyList<TSource> source,
        int size,
        int step = 1,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(size))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        var arguments = ArgumentText.Join(argumentText.Or(size), step == 1 ? "" : $"step: {step}");
        return new WindowView<TSource>(
            ListView.Of(source), size, step, new(nameof(Window), arguments, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class WindowView<T>(SeqView<T> source, int size, int step, ViewOrigin origin)
    : PartsView<T>(source, WindowMap.LengthOver(source.Length, size, step), origin), IView
{
    long IView.Reach(long elements) => WindowMap.Reach(elements, size, step);

    internal override SeqView<T> Read(int index) => Part(index * step, size);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new WindowView<T>(sources.Of(Source), size, step, Origin);
}
