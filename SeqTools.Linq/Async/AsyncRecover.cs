using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views an awaited view with another element in the place of each that fails.</summary>
    /// <remarks>
    /// As
    /// <see cref="Recover{TSource}(
    ///     IReadOnlyList{TSource}, Func{EvaluationException, TSource}, CallerInfo, string, string, int, string)"/>.
    /// Nothing is evaluated when the view is made; a read awaits the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view whose elements may fail.</param>
    /// <param name="fallback">
    /// Makes an element of a failure. What it throws is a failure of its own, wrapped in an
    /// <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbers = new[] { "1", "x7" }.SelectAsync((s, _) => ValueTask.FromResult(int.Parse(s))).Recover(e => -1);
    /// Console.WriteLine(await numbers.GetAsync(1)); // -1
    /// </code></example>
    public static AsyncSeqView<TSource> Recover<TSource>(
        this AsyncSeqView<TSource> source,
        Func<EvaluationException, TSource> fallback,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(fallback))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fallback);
        return new AsyncRecoverView<TSource>(
            new AsyncResultsView<TSource>(source, ViewOrigin.None),
            Fallback.To(fallback),
            new(nameof(Recover), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncRecoverView<T>(
    AsyncSeqView<ElementResult<T>> source, Func<ElementResult<T>, T> fallback, ViewOrigin origin)
    : AsyncElementView<ElementResult<T>, T>(source, origin)
{
    protected override object? InputOf(ElementResult<T> element) => element.Error;

    protected override ValueTask<T> ApplyAsync(
        ElementResult<T> element, int index, CancellationToken cancellationToken) => new(fallback(element));
}
