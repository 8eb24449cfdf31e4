using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views each awaited element as a result: its value, or how it failed.</summary>
    /// <remarks>
    /// As <see cref="AsResults{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>. Nothing is
    /// evaluated when the view is made; a read awaits the one element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <param name="source">The view whose elements may fail.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var results = new[] { "1", "x7" }.SelectAsync((s, _) => ValueTask.FromResult(int.Parse(s))).AsResults();
    /// var (value, error) = await results.GetAsync(1);
    /// Console.WriteLine(error!.Input); // x7
    /// </code></example>
    public static AsyncSeqView<ElementResult<TSource>> AsResults<TSource>(
        this AsyncSeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new AsyncResultsView<TSource>(
            source, new(nameof(AsResults), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncResultsView<T>(AsyncSeqView<T> source, ViewOrigin origin)
    : AsyncOperatorView<ElementResult<T>>(origin, source.Length, source)
{
    internal override async ValueTask<ElementResult<T>> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        using var wrapped = SeqErrors.Wrapped();
        try
        {
            return ElementResult<T>.FromValue(await source.ReadAsync(index, cancellationToken).ConfigureAwait(false));
        }
        catch (EvaluationException e)
        {
            e.PassedBy(this, index);
            return ElementResult<T>.FromError(e);
        }
    }
}
