using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the same awaited elements under the name of an operator of your own.</summary>
    /// <remarks>
    /// As <see cref="WithOrigin{TSource}(SeqView{TSource}, ViewOrigin, CallerInfo, string, int, string)"/>.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view that gets the name.</param>
    /// <param name="origin">The name of the operator, its arguments, and the place of the call.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// using System.Runtime.CompilerServices;
    ///
    /// var pages = Seq.Range(0, 3).Fetched();
    /// Console.WriteLine(await pages.GetAsync(1)); // page 1
    /// Console.WriteLine(pages.Origin.Operator); // Fetched
    ///
    /// static class Operators
    /// {
    ///     public static AsyncSeqView&lt;string> Fetched(
    ///         this IReadOnlyList&lt;int> source, CallerInfo callerInfo = default,
    ///         [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
    ///         [CallerMemberName] string memberName = "") =>
    ///         source.SelectAsync((n, _) => ValueTask.FromResult(n)).Select(n => $"page {n}")
    ///             .WithOrigin(new(nameof(Fetched), "", filePath, lineNumber, memberName));
    /// }
    /// </code></example>
    public static AsyncSeqView<TSource> WithOrigin<TSource>(
        this AsyncSeqView<TSource> source,
        ViewOrigin origin,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(origin);
        return new AsyncNamedView<TSource>(source, new(source, filePath, memberName), origin);
    }
}
