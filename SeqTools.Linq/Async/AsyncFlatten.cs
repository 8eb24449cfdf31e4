using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of awaited views one after another.</summary>
    /// <remarks>
    /// The elements are those of the first view, then those of the second one, and so on; the length is the sum of
    /// theirs. The list of views is read when this one is made, and nothing is evaluated. A read evaluates the one
    /// element. LINQ's <c>SelectMany</c>; <c>concatenate</c> in SeqTools (Python).
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list of views.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or one of the views is <see
    /// langword="null"/>.</exception>
    /// <exception cref="OverflowException">There would be more than <see cref="int.MaxValue"/> elements; thrown where
    /// <see cref="AsyncSeqView{T}.Count"/> is read if the lengths can change.</exception>
    /// <example><code>
    /// var letters = new[] { "a", "b", "c", "d" }.SelectAsync((s, _) => ValueTask.FromResult(s));
    /// AsyncSeqView&lt;string>[] both = [letters, letters[..1]];
    /// Console.WriteLine(await both.Flatten().GetAsync(4)); // a
    /// </code></example>
    public static AsyncSeqView<TSource> Flatten<TSource>(
        this IReadOnlyList<AsyncSeqView<TSource>> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var views = new AsyncSeqView<TSource>[source.Count];
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = source[i] ?? throw new ArgumentNullException(nameof(source), $"The view at {i} is null.");
        }

        return ConcatMap.Over<TSource>(views, new(nameof(Flatten), "", filePath, lineNumber, memberName));
    }
}
