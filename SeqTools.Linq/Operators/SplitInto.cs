using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list cut into a number of parts of equal size, as far as that goes.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the i-th part. The parts stand side by side and cover the list; their
    /// lengths differ by one at most, the longer ones first. There are always <paramref name="parts"/>, empty ones if
    /// the list is short. Nothing is evaluated when the view is made, nor when a part is read: reading an element of
    /// the part evaluates that one. Where the source grows or shrinks, all parts do, those in hand included.</para>
    /// <para><c>Batch</c> is given the size instead of the number; <c>Shard</c> deals the elements out in turn.
    /// <c>split</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to split.</param>
    /// <param name="parts">The number of parts.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of parts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is not positive.</exception>
    /// <example><code>
    /// var parts = Seq.Range(0, 7).SplitInto(3);
    /// Console.WriteLine(string.Join(" | ", parts.Select(part => string.Join(" ", part)))); // 0 1 2 | 3 4 | 5 6
    /// </code></example>
    public static SeqView<SeqView<TSource>> SplitInto<TSource>(
        this IReadOnlyList<TSource> source,
        int parts,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(parts))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        return new SplitIntoView<TSource>(
            ListView.Of(source), parts,
            new(nameof(SplitInto), argumentText.Or(parts), filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SplitIntoView<T>(SeqView<T> source, int parts, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, Length.Fixed(parts), source)
{
    internal override SeqView<T> Read(int index) => SliceMap.Part(source, new PartMap(index, parts), Origin);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new SplitIntoView<T>(sources.Of(source), parts, Origin);
}

/// <summary>One of several parts of nearly equal size, the longer ones first.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct PartMap(int part, int parts) : IPartMap
{
    public static IReadOnlyList<PartMap> All(int parts) => Seq.Generate(parts, part => new PartMap(part, parts));

    public int Count(int sourceCount) => (sourceCount / parts) + (part < sourceCount % parts ? 1 : 0);

    public int Locate(int index, Length source) => Start(source.Count) + index;

    public int Run(int index, int count, Length source) => count;

    private int Start(int sourceCount) => (part * (sourceCount / parts)) + Math.Min(part, sourceCount % parts);
}
