using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of lists of any length one after another.</summary>
    /// <remarks>
    /// <para>The elements are those of the first list, then those of the second one, and so on. Where an element stands
    /// follows from the lengths of all lists before it, so these are read once, at the first reading of
    /// <see cref="SeqView{T}.Count"/> or of an element: that evaluates every list once. They are kept, not the lists,
    /// and do not follow lists that grow, shrink or are added later; a list that has become too short is an
    /// <see cref="InvalidOperationException"/> at the read of an element that is missing. If a list fails, nothing is
    /// kept, and the next read asks again.</para>
    /// <para>Nothing is evaluated when the view is made. After the first, a read finds the list by bisection and
    /// evaluates it alone, and of it, where it is a view itself, the one element. Enumerating and copying evaluate each
    /// list once. Concurrent reads are safe; the first ones wait for the lengths.</para>
    /// <para>For batches of one size, <c>Unbatch</c> needs no lengths. A few lists that are at hand are read live by
    /// <see cref="Seq.Concat"/>. LINQ's <c>SelectMany</c>; <c>concatenate</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list of lists.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>
    /// The view. <see cref="SeqView{T}.Count"/> and the first read throw <see cref="OverflowException"/> where there
    /// would be more than <see cref="int.MaxValue"/> elements.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var words = new[] { "to be", "or", "not to be" }.Select(line => line.Split(' ')).Flatten();
    /// Console.WriteLine(words[2]); // or
    /// Console.WriteLine(words.Count); // 6
    /// </code></example>
    public static SeqView<TSource> Flatten<TSource>(
        this IReadOnlyList<IReadOnlyList<TSource>> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var lists = ListView.Of(source);
        return new FlattenView<TSource>(lists, new(lists), new(nameof(Flatten), "", filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class FlattenView<T>(SeqView<IReadOnlyList<T>> lists, FlattenLength<T> length, ViewOrigin origin)
    : NestedView<T>(lists, length, origin)
{
    internal override SeqView<T> Over(Substitution sources)
    {
        var lists = sources.Of(Lists);
        return new FlattenView<T>(lists, new(lists), Origin);
    }

    protected override (int List, int Index) Locate(int index)
    {
        var ends = length.Ends;
        return index < length.Count ? new ConcatMap(ends).Locate(index, []) : (ends.Length, 0);
    }

    protected override int? Share(int number)
    {
        var ends = length.Ends;
        return number == ends.Length ? 0 : number == 0 ? ends[0] : ends[number] - ends[number - 1];
    }
}
