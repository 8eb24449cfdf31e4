using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views each element together with its position.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the pair of <c>i</c> and element <c>i</c> of the source; the length is the source's.
    /// Nothing is evaluated when the view is made; a read evaluates the one element.</para>
    /// <para>LINQ's <c>Index</c>, on .NET 8, too; <c>enumerate</c> in Python.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to number.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.Index();
    /// Console.WriteLine(numbered[1]); // (1, b)
    /// </code></example>
    public static SeqView<(int Index, TSource Item)> Index<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new IndexView<TSource>(ListView.Of(source), new(nameof(Index), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class IndexView<T>(SeqView<T> source, ViewOrigin origin)
    : StageView<T, (int Index, T Item)>(source, origin)
{
    internal override (int Index, T Item) Make(T element, int index, ref LastCall call) => (index, element);

    internal override (int Index, T Item) Apply(T element, int index) => (index, element);

    internal override SeqView<(int Index, T Item)> Over(Substitution sources) =>
        new IndexView<T>(sources.Of(Source), Origin);
}
