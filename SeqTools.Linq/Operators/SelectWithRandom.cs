using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each element and a generator of random numbers.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> calls <paramref name="selector"/>
    /// once, on element <c>i</c> of the source and a generator whose numbers follow from <paramref name="seed"/> and
    /// <c>i</c> alone: chance that is the same at every read, in whatever order, on whichever thread, computed ahead or
    /// not, on every machine and version of .NET. Other seeds give other numbers; for other numbers in each epoch, take
    /// another seed. The length is the source's.</para>
    /// <para>The generator is the element's only, made for the call: what keeps it disturbs no other. But what uses it
    /// later, such as a LINQ query that is enumerated after the call, goes on where it stands then; make arrays within
    /// the call. It is no generator for secrets, and as any <see cref="Random"/> is for one thread at a time. A read
    /// costs the call and 56 bytes.</para>
    /// <para>Python's SeqTools has none. <c>random_map</c> in Grain.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <param name="seed">Chooses the numbers.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var samples = new[] { 1.0, 2.0, 3.0 };
    /// var noisy = samples.SelectWithRandom((x, random) => x + 0.1 * random.NextDouble(), seed: 7);
    /// Console.WriteLine(noisy[1] == noisy.Reverse()[1]); // True
    /// </code></example>
    public static SeqView<TResult> SelectWithRandom<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, Random, TResult> selector,
        int seed,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(int Index, TSource Item), TResult>(
            new IndexView<TSource>(ListView.Of(source), ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element) =>
                selector(element.Item, ElementRandom.Of(seed, element.Index)),
            new(
                nameof(SelectWithRandom), ArgumentText.Join(argumentText, ArgumentText.Named(nameof(seed), seed)),
                filePath, lineNumber, memberName),
            static element => element.Item);
    }
}
