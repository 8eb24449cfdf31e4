using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the same elements, and disposes of the pipeline with the view.</summary>
    /// <remarks>
    /// <para>Where a stage that holds something (the workers of <c>AsPrefetched</c>, what <c>AsCached</c> keeps, the
    /// enumerators of <c>AsIndexable</c>, a view of your own that is <see cref="IDisposable"/>) is not the last one,
    /// <c>using</c> would need a name for it. This view disposes of all of them, down to the lists, which it leaves
    /// alone: each stage once, the outermost first. Stages that others read, too, are disposed of for them as
    /// well.</para>
    /// <para>Nothing is evaluated when the view is made. A read costs one more call, and a copy in bulk stays
    /// one.</para>
    /// <para>SeqTools (Python) has no counterpart: its workers end when they are collected.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to dispose of with its pipeline.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view. It is <see cref="IDisposable"/> and <see cref="IAsyncDisposable"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// using var squares = Seq.Range(0, 100).AsPrefetched(2, 8).Select(n => n * n).WithOwnership();
    /// Console.WriteLine(squares.Take(5).Sum()); // 30
    /// </code></example>
    public static OwningView<TSource> WithOwnership<TSource>(
        this SeqView<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(source, new(nameof(WithOwnership), "", filePath, lineNumber, memberName));
    }
}
