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
    : OperatorView<(int Index, T Item)>(origin, source.Length, source)
{
    internal override bool PrefersPass => source.PrefersPass;

    internal override (int Index, T Item) Read(int index)
    {
        try
        {
            return (index, source.Read(index));
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<(int Index, T Item)> Enumerate(int start) =>
        new Enumerator(this, source.Enumerate(start), start);

    internal override SeqEnumerator<(int Index, T Item)> EnumeratePart(int start, int count) =>
        new Enumerator(this, source.EnumeratePart(start, count), start);

    internal override SeqView<(int Index, T Item)> Over(Substitution sources) =>
        new IndexView<T>(sources.Of(source), Origin);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(IndexView<T> view, SeqEnumerator<T> source, int start)
        : StageEnumerator<T, (int Index, T Item)>(view, source, start)
    {
        internal override bool Advance()
        {
            if (!Source.Advance())
            {
                return End();
            }

            Current = (Step(), Source.Current);
            return true;
        }
    }
}
