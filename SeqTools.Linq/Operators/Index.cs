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
    /// <param name="source">The list.</param>
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
    internal override (int Index, T Item) Get(int index, ref LastCall call) =>
        (index, GetSource(index, ref call));

    internal override SeqView<(int Index, T Item)> Over(Substitution sources) =>
        new IndexView<T>(sources.Of(Source), Origin);

    protected override SeqEnumerator<(int Index, T Item)> Pass(SeqEnumerator<T> elements, int start) =>
        new Enumeration(this, elements, start);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumeration(IndexView<T> view, SeqEnumerator<T> source, int start)
        : StageEnumerator<T, (int Index, T Item)>(view, source, start)
    {
        private int next = start;

        internal override bool Advance(out (int Index, T Item) element, ref LastCall call)
        {
            var index = next++;
            var isThere = Source.Advance(out var item, ref call);
            element = isThere ? (index, item) : default;
            return isThere;
        }
    }
}
