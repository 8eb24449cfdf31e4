using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list from its last element to its first.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>Count - 1 - i</c> of the source, and the length is the source's. Nothing is
    /// evaluated or copied when the view is made or enumerated (LINQ copies the list then); a read evaluates the one
    /// element. Reversing a reversed view reads the list directly.</para>
    /// <para>On an array or a <see cref="List{T}"/> the name means an in-place method of theirs: write
    /// <c>list.AsView().Reverse()</c>.</para>
    /// <para>LINQ's <c>Reverse</c>; <c>seq[::-1]</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to read backwards.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var countdown = Seq.Range(1, 3).Reverse();
    /// Console.WriteLine(string.Join(" ", countdown)); // 3 2 1
    /// </code></example>
    public static SeqView<TSource> Reverse<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReverseMap.Over(ListView.Of(source), new(nameof(Reverse), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ReverseMap(bool isUndone) : IIndexMap
{
    public static SeqView<T> Over<T>(SeqView<T> source, ViewOrigin origin)
    {
        var (target, isUndone) = source is MapView<T, ReverseMap> inner
            ? (inner.Target, !inner.Map.IsUndone)
            : (source, false);
        return new MapView<T, ReverseMap>(source, default, target, new ReverseMap(isUndone), source.Length, origin);
    }

    private bool IsUndone => isUndone;

    public int Locate(int index, Length source) => isUndone ? index : source.Count - 1 - index;

    public int Run(int index, int count, Length source) => isUndone ? count : -count;
}
