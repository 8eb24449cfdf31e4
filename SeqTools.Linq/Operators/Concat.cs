using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views one list after another.</summary>
    /// <remarks>
    /// <para>The elements are those of <paramref name="first"/>, then those of <paramref name="second"/>; the length is
    /// the sum. Nothing is evaluated when the view is made; a read evaluates the one element. A chain of concatenations
    /// finds the list by bisection where lengths can't change, and by walking over the lists where one can.</para>
    /// <para>LINQ's <c>Concat</c>; <c>concatenate</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="first">The list that comes first.</param>
    /// <param name="second">The list that follows.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// var all = new[] { "a", "b" }.Concat(["c"]);
    /// Console.WriteLine(all[2]); // c
    /// </code></example>
    public static SeqView<TSource> Concat<TSource>(
        this IReadOnlyList<TSource> first,
        IReadOnlyList<TSource> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return ConcatView<TSource>.Over(
            [ListView.Of(first), ListView.Of(second)],
            new(nameof(Concat), argumentText, filePath, lineNumber, memberName));
    }
}

public static partial class Seq
{
    /// <summary>Views several lists one after another.</summary>
    /// <remarks>
    /// <para>As
    /// <see cref="SeqExtensions.Concat{TSource}(
    ///     IReadOnlyList{TSource}, IReadOnlyList{TSource}, CallerInfo, string, string, int, string)"/>.
    /// The lists are those that <paramref name="lists"/> holds when the view is made; their own lengths stay
    /// live.</para>
    /// <para><c>concatenate</c> in SeqTools (Python); <c>itertools.chain</c>.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="lists">The lists, in the order in which they follow each other.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="lists"/> or one of them is <see langword="null"/>.
    /// </exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// int[] train = [1, 2], extra = [3], test = [4];
    /// var all = Seq.Concat([train, extra, test]);
    /// Console.WriteLine(all[3]); // 4
    /// </code></example>
    public static SeqView<T> Concat<T>(
        IReadOnlyList<IReadOnlyList<T>> lists,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(lists))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(lists);
        return ConcatView<T>.Over(
            ListView.OfAll(lists), new(nameof(Concat), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ConcatView<T> : ListsView<T, ConcatMap>
{
    /// <summary>
    /// Concatenations of concatenations are read as one, but not so that a long chain costs the square of its length to
    /// build.
    /// </summary>
    private const int MostParts = 64;

    private readonly SeqView<T>[] userLists;
    private readonly bool isFlat;

    private ConcatView(
        SeqView<T>[] userLists, SeqView<T>[] parts, ConcatMap map, Length[] asked, Length length, ViewOrigin origin)
        : base(parts, map, length, origin, asked, userLists)
    {
        this.userLists = userLists;
        isFlat = !ReferenceEquals(parts, userLists);
    }

    private Length[] PartLengths => Map.IsFixed ? Array.ConvertAll(Lists, list => list.Length) : Lengths;

    public static ConcatView<T> Over(SeqView<T>[] lists, ViewOrigin origin)
    {
        var lengths = Array.ConvertAll(lists, list => list.Length);
        var length = Length.Sum(lengths, origin);
        var count = 0;
        foreach (var list in lists)
        {
            count += (list as ConcatView<T>)?.Lists.Length ?? 1;
        }

        if (count == lists.Length || count > MostParts)
        {
            return new(lists, lists, ConcatMap.Over(lengths), lengths, length, origin);
        }

        var parts = OfParts(lists, count, list => list, inner => inner.Lists);
        return length.IsFixed
            ? new(lists, parts, new(Ends(lists, count)), [], length, origin)
            : new(
                lists, parts, default, OfParts(lists, count, list => list.Length, inner => inner.PartLengths), length,
                origin);
    }

    /// <summary>
    /// What there is of each list, and of a concatenation what it has of each of its parts, which are not looked at: a
    /// long chain is built in less time by far.
    /// </summary>
    private static TPart[] OfParts<TPart>(
        SeqView<T>[] lists, int count, Func<SeqView<T>, TPart> ofList, Func<ConcatView<T>, TPart[]> ofParts)
    {
        var all = new TPart[count];
        var next = 0;
        foreach (var list in lists)
        {
            TPart[] added = list is ConcatView<T> inner ? ofParts(inner) : [ofList(list)];
            added.CopyTo(all, next);
            next += added.Length;
        }

        return all;
    }

    private static int[] Ends(SeqView<T>[] lists, int count)
    {
        var ends = new int[count];
        var (next, end) = (0, 0);
        foreach (var list in lists)
        {
            foreach (var added in list is ConcatView<T> inner ? inner.Map.Ends : [list.Count])
            {
                ends[next++] = end + added;
            }

            end += list.Count;
        }

        return ends;
    }

    internal override SeqEnumerator<T> Enumerate(int start) => new Pass(this, start);

    internal override SeqView<T> Over(Substitution sources) => Over(sources.OfAll(userLists), Origin);

    internal override void Fill(int start, Span<T> destination)
    {
        while (!destination.IsEmpty)
        {
            var block = destination[..FillBlock(start, destination)];
            start += block.Length;
            destination = destination[block.Length..];
        }
    }

    /// <summary>The concatenation that a list is read as a part of reports its own stage first.</summary>
    internal override void Trace(EvaluationException failure, int index)
    {
        if (isFlat && index != EvaluationFrame.NoIndex)
        {
            var lengths = Array.ConvertAll(userLists, list => list.Length);
            var (list, position) = default(ConcatMap).Locate(index, lengths);
            (userLists[list] as ConcatView<T>)?.Trace(failure, position);
        }

        base.Trace(failure, index);
    }

    private int FillBlock(int start, Span<T> destination)
    {
        var position = 0;
        try
        {
            (var list, position) = Locate(start);
            var part = Lists[list];
            var length = list == Lists.Length - 1
                ? destination.Length
                : Math.Clamp(part.CountNow() - position, 1, destination.Length);
            part.FillAt(position, destination[..length]);
            return length;
        }
        catch (EvaluationException e) when (e.PassedBy(this, start + e.Position - position))
        {
            throw;
        }
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(ConcatView<T> view, int start) : GuardedEnumerator<T>(view, start)
    {
        private SeqEnumerator<T>? part;
        private int next = -1;

        /// <summary>What is left of a list that is read by index: it needs no pass.</summary>
        private SeqView<T>? list;
        private int position;
        private int end;

        protected override bool MoveTo(int index)
        {
            if (next < 0)
            {
                Start(index);
            }

            while (true)
            {
                if (position < end)
                {
                    return Show(list!.Read(position++));
                }

                if (part is not null && part.MoveNext())
                {
                    return Show(part.Current);
                }

                part?.Dispose();
                part = null;
                if (next >= view.Lists.Length)
                {
                    return false;
                }

                Open(next, 0);
            }
        }

        protected override void Close() => part?.Dispose();

        private void Start(int index)
        {
            var (first, from) = index == 0 ? (0, 0) : view.Locate(index);
            next = first;
            if (first < view.Lists.Length)
            {
                Open(first, from);
            }
        }

        private void Open(int number, int from)
        {
            next = number + 1;
            list = view.Lists[number];
            if (list.ReadsByIndex)
            {
                (position, end) = (from, list.CountNow());
            }
            else
            {
                part = list.Enumerate(from);
            }
        }
    }
}
