using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views each element as a result: its value, or how it failed.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> evaluates element <c>i</c> of the
    /// source; where that fails, the failure is the element, with its whole trail, whatever
    /// <see cref="SeqErrors.Mode"/>. So elements that are bad go along with the others. The length is the source's: a
    /// length that can't be read is no element, and fails still. Nothing is kept; a read costs no allocation.</para>
    /// <para>A cancellation that the reader asked for is thrown as ever, and so is an index that is not there, also one
    /// that <c>Gather</c> or <c>Case</c> was given: such a pipeline is wrong. Concurrent reads are as
    /// safe as the source's.</para>
    /// <para>Python's SeqTools has none. <c>Recover</c> puts a value in the place of a failure.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <param name="source">The list whose elements may fail.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var results = new[] { "1", "x7", "3" }.Select(s => int.Parse(s)).AsResults();
    /// Console.WriteLine(results.Where(result => result.IsSuccess).Sum(result => result.Value)); // 4
    /// Console.WriteLine(results[1].Error!.Input); // x7
    /// </code></example>
    public static SeqView<ElementResult<TSource>> AsResults<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ResultsView<TSource>(
            ListView.Of(source), new(nameof(AsResults), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ResultsView<T>(SeqView<T> source, ViewOrigin origin)
    : OperatorView<ElementResult<T>>(origin, source.Length, source)
{
    internal override bool PrefersPass => source.PrefersPass;

    internal override ElementResult<T> Read(int index)
    {
        using var wrapped = SeqErrors.Wrapped();
        try
        {
            return ElementResult<T>.FromValue(source.Read(index));
        }
        catch (EvaluationException e)
        {
            return Failed(e, index);
        }
    }

    internal override async ValueTask<ElementResult<T>> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        using var wrapped = SeqErrors.Wrapped();
        try
        {
            return ElementResult<T>.FromValue(await source.ReadAsync(index, cancellationToken).ConfigureAwait(false));
        }
        catch (EvaluationException e)
        {
            return Failed(e, index);
        }
    }

    internal override SeqEnumerator<ElementResult<T>> Enumerate(int start) =>
        new Pass(this, source.Enumerate(start), start);

    internal override SeqEnumerator<ElementResult<T>> EnumeratePart(int start, int count) =>
        new Pass(this, source.EnumeratePart(start, count), start);

    internal override SeqView<ElementResult<T>> Over(Substitution sources) =>
        new ResultsView<T>(sources.Of(source), Origin);

    private SeqEnumerator<T> EnumerateSource(int start) => source.Enumerate(start);

    private ElementResult<T> Failed(EvaluationException failure, int index)
    {
        failure.PassedBy(this, index);
        return ElementResult<T>.FromError(failure);
    }

    /// <summary>
    /// Goes on behind an element that failed in a pass of its own: that of a list may be at its end, or fail again.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(ResultsView<T> view, SeqEnumerator<T> pass, int start)
        : SeqEnumerator<ElementResult<T>>(start)
    {
        private SeqEnumerator<T> pass = pass;

        public override bool MoveNext()
        {
            if (!StepTo(out var index))
            {
                return false;
            }

            using var wrapped = SeqErrors.Wrapped();
            try
            {
                if (!pass.MoveNext())
                {
                    return End();
                }

                Current = ElementResult<T>.FromValue(pass.Current);
            }
            catch (EvaluationException e)
            {
                // Not in a filter: a look at the length may evaluate what has not ended to fail by then.
                if (!IsOfElement(e, index))
                {
                    throw;
                }

                pass.Dispose();
                pass = view.EnumerateSource(index + 1);
                Current = view.Failed(e, index);
            }

            return true;
        }

        protected override void Close() => pass.Dispose();

        /// <summary>Whether that is an element that failed; a length that did passes.</summary>
        private bool IsOfElement(EvaluationException failure, int index)
        {
            try
            {
                return view.HoldsNow(index) || failure.PassedBy(view, index);
            }
            catch (Exception)
            {
                return failure.PassedBy(view, EvaluationFrame.NoIndex);
            }
        }
    }
}
