using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements of lists of any length one after another.</summary>
    /// <remarks>
    /// <para>The elements are those of the first list, then those of the second one, and so on. Where an element stands
    /// follows from the lengths of the lists before it. They are read once, as far as a read needs them, and kept;
    /// <see cref="SeqView{T}.Count"/> needs all. They do not follow lists that grow, shrink or are added later; a list
    /// that has become too short is an <see cref="InvalidOperationException"/> at the read of an element that is
    /// missing.</para>
    /// <para>Nothing is evaluated when the view is made. A list is evaluated as a whole when its length or one of its
    /// elements is needed, unless it is a view itself, of which the one element is evaluated. The lists that were
    /// read last are kept, <paramref name="cacheSize"/> of them, and all readers share them: who reads in order,
    /// by index, by batches, in windows or computed ahead, evaluates each list once; who asks for
    /// <see cref="SeqView{T}.Count"/> first, as a loop by index does, evaluates each list twice, since that takes all
    /// lengths. Where one of several workers falls behind the others, a list may be evaluated again; a greater
    /// <paramref name="cacheSize"/> keeps it for that worker. Nothing is kept of lists that lie in memory already.
    /// Concurrent reads are safe: a list that several of them need is evaluated once.</para>
    /// <para>A list that can't be evaluated hides nothing before it. An enumeration needs no length ahead: it fails at
    /// the first element of that list and goes on behind it. An index behind it, and
    /// <see cref="SeqView{T}.Count"/>, fail as long as the list does, for its length is unknown.</para>
    /// <para>For batches of one size, <c>Unbatch</c> needs no lengths. A few lists that are at hand are read live by
    /// <see cref="Seq.Concat"/>. LINQ's <c>SelectMany</c>; <c>concatenate</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list of lists.</param>
    /// <param name="cacheSize">The most lists to keep of those that were read last; 0 for none.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>
    /// The view. <see cref="SeqView{T}.Count"/> throws <see cref="OverflowException"/> where there would be more than
    /// <see cref="int.MaxValue"/> elements.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cacheSize"/> is negative.</exception>
    /// <example><code>
    /// var words = new[] { "to be", "or", "not to be" }.Select(line => line.Split(' ')).Flatten();
    /// Console.WriteLine(words[2]); // or
    /// Console.WriteLine(words.Count); // 6
    /// </code></example>
    public static SeqView<TSource> Flatten<TSource>(
        this IReadOnlyList<IReadOnlyList<TSource>> source,
        int cacheSize = 2,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(cacheSize);
        return new FlattenView<TSource>(
            new(ListView.Of(source), cacheSize),
            new(nameof(Flatten), Lists<TSource>.ArgumentText(cacheSize), filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class FlattenView<T> : NestedView<T>
{
    private readonly FlattenLength<T> length;

    public FlattenView(Lists<T> lists, ViewOrigin origin)
        : this(lists, new(lists, origin), origin)
    {
    }

    private FlattenView(Lists<T> lists, FlattenLength<T> length, ViewOrigin origin)
        : base(lists, length, origin) => this.length = length;

    internal override SeqView<T> Over(Substitution sources) => new FlattenView<T>(Lists.Over(sources), Origin);

    protected override (int List, int Index) Locate(int index) => length.Locate(index);

    protected override int? Share(int number) => length.CountOf(number);

    protected override int Measure(int number, int count)
    {
        length.Keep(number, count);
        return count;
    }
}
