using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements that fit, which can be read by index as those of any view.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>k</c> looks through the list up to the
    /// <c>k</c>-th element that fits, and no further; <see cref="SeqView{T}.Count"/> looks through all of it. Where the
    /// fitting ones stand is kept, so that <paramref name="predicate"/> is called once for each position, ever; the
    /// elements are not kept: one that was found is evaluated anew at each read, in O(1). A <c>foreach</c> that is the
    /// first to look evaluates each element once.</para>
    /// <para>An element or a call of <paramref name="predicate"/> that fails is a failure of the read that had to get
    /// past it; the next read tries again. An enumeration goes on behind it, as always.</para>
    /// <para>The view is not live. What is appended to the list after its end was found is not seen, elements that are
    /// replaced are not judged anew, and where the list has become too short, the read of an element that was found
    /// there throws <see cref="ArgumentOutOfRangeException"/>.</para>
    /// <para>Concurrent reads are safe: one thread at a time looks, and who reads what was found doesn't wait. An
    /// element or a predicate that reads what is not yet found of this very view fails with an
    /// <see cref="InvalidOperationException"/>.</para>
    /// <para>LINQ's <c>Where</c>, which has no index and keeps nothing. Python's SeqTools has none.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to choose from.</param>
    /// <param name="predicate">
    /// Whether an element fits. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var looked = 0;
    /// var even = Seq.Range(1, 1000).Filter(n => { looked++; return n % 2 == 0; });
    /// Console.WriteLine(even[2]); // 6
    /// Console.WriteLine(looked); // 6
    /// Console.WriteLine(even.Count); // 500
    /// </code></example>
    public static FilteredView<TSource> Filter<TSource>(
        this IReadOnlyList<TSource> source,
        Func<TSource, bool> predicate,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(predicate))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        ViewOrigin origin = new(nameof(Filter), argumentText, filePath, lineNumber, memberName);
        return FilteredView<TSource>.Over(ListView.Of(source), predicate, origin);
    }
}
