using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each element.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> calls <paramref name="selector"/>
    /// once, on element <c>i</c> of the source; nothing is kept, so a second read calls it again. The length is the
    /// source's. A read costs the call and no allocation.</para>
    /// <para>Concurrent reads call <paramref name="selector"/> concurrently.</para>
    /// <para>LINQ's <c>Select</c>; <c>smap</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length);
    /// Console.WriteLine(lengths[1]); // 5
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Of(source).Then(selector, new(nameof(Select), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of each element and its position.</summary>
    /// <remarks>
    /// As
    /// <see cref="Select{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>,
    /// with the position as second argument.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.Select((s, i) => $"{i}: {s}");
    /// Console.WriteLine(numbered[1]); // 1: b
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, int, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(int Index, TSource Item), TResult>(
            new IndexView<TSource>(ListView.Of(source), ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element) => selector(element.Item, element.Index),
            new(nameof(Select), argumentText, filePath, lineNumber, memberName),
            static element => element.Item);
    }
}

/// <summary>
/// User code applied to each element. It is called by the view itself: whatever stood between would cost as much again.
/// </summary>
/// <remarks><c>input</c> tells what the user's function was given, where that is not the element.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal class SelectView<TSource, T>(
    SeqView<TSource> source, Func<TSource, T> selector, ViewOrigin origin, Func<TSource, object?>? input = null)
    : OperatorView<T>(origin, source.Length, source)
{
    public SeqView<TSource> Source => source;

    public Func<TSource, T> Selector => selector;

    internal sealed override bool PrefersPass => source.PrefersPass;

    internal sealed override T Read(int index)
    {
        TSource element;
        try
        {
            element = source.Read(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }

        try
        {
            return selector(element);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index, InputOf(element));
        }
    }

    /// <summary>What the user's function was given.</summary>
    internal object? InputOf(TSource element) => input is null ? element : input(element);

    internal sealed override SeqView<TResult> Then<TResult>(Func<T, TResult> selector, ViewOrigin origin) =>
        new SelectTwiceView<TSource, T, TResult>(this, selector, origin);

    internal sealed override SeqEnumerator<T> Enumerate(int start) =>
        new Enumerator(this, selector, source.Enumerate(start), start);

    internal sealed override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        new Enumerator(this, selector, source.EnumeratePart(start, count), start);

    internal sealed override void Fill(int start, Span<T> destination)
    {
        if (!source.TryGetSpan(start, destination.Length, out var elements))
        {
            base.Fill(start, destination);
            return;
        }

        // The loop writes down how far it came and counts apart: what a handler reads lives in memory.
        var function = selector;
        var reached = 0;
        try
        {
            for (var i = 0; i < elements.Length; i++)
            {
                reached = i;
                destination[i] = function(elements[i]);
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, start + reached, InputOf(elements[reached]));
        }
    }

    internal override SeqView<T> Over(Substitution sources) =>
        new SelectView<TSource, T>(sources.Of(source), selector, Origin, input);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(
        SelectView<TSource, T> view, Func<TSource, T> selector, SeqEnumerator<TSource> source, int start)
        : StageEnumerator<TSource, T>(view, source, start)
    {
        protected override object? Input => view.InputOf(Source.Current);

        internal override bool Advance()
        {
            if (!Source.Advance())
            {
                return End();
            }

            Step();
            Current = selector(Source.Current);
            return true;
        }
    }
}
