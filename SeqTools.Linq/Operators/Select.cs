using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each element.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> calls <paramref name="selector"/> once, on element <c>i</c> of the source;
    /// nothing is kept, so a second read calls it again. The length is the source's. A read costs the call and no allocation.</para>
    /// <para>Concurrent reads call <paramref name="selector"/> concurrently.</para>
    /// <para>LINQ's <c>Select</c>; <c>smap</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.</param>
    /// <param name="selectorText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length);
    /// Console.WriteLine(lengths[1]); // 5
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, TResult> selector,
        [CallerArgumentExpression(nameof(selector))] string selectorText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<TSource, TResult>(
            ListView.Of(source), selector, new(nameof(Select), selectorText, file, line, member));
    }

    /// <summary>Views the result of a function of each element and its position.</summary>
    /// <remarks>As <see cref="Select{TSource, TResult}(IReadOnlyList{TSource}, Func{TSource, TResult}, string, string, int, string)"/>, with the position as second argument.</remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="selector">The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.</param>
    /// <param name="selectorText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.Select((s, i) => $"{i}: {s}");
    /// Console.WriteLine(numbered[1]); // 1: b
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, int, TResult> selector,
        [CallerArgumentExpression(nameof(selector))] string selectorText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectIndexedView<TSource, TResult>(
            ListView.Of(source), selector, new(nameof(Select), selectorText, file, line, member));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectView<TSource, T>(SeqView<TSource> source, Func<TSource, T> selector, ViewOrigin origin)
    : ElementView<TSource, T>(source, origin)
{
    protected override T Apply(TSource element, int index) => selector(element);

    internal override SeqView<T> Over(Substitution sources) => new SelectView<TSource, T>(sources.Of(Source), selector, Origin);
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectIndexedView<TSource, T>(SeqView<TSource> source, Func<TSource, int, T> selector, ViewOrigin origin)
    : ElementView<TSource, T>(source, origin)
{
    protected override T Apply(TSource element, int index) => selector(element, index);

    internal override SeqView<T> Over(Substitution sources) => new SelectIndexedView<TSource, T>(sources.Of(Source), selector, Origin);
}
