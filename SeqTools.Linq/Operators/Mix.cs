using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views the elements of several lists interleaved evenly, each in proportion to its weight.</summary>
    /// <remarks>
    /// <para>Each list is read from its start, in order. Among the first <c>n</c> elements of the view, for every
    /// <c>n</c>, a list stands within one element of its share, which is <c>n</c> times its weight over the sum of the
    /// weights. The order follows from the weights alone: there is no chance in it, and it does not depend on the
    /// lengths.</para>
    /// <para>The view ends where it would need an element of a list that has no more; what the other lists have left is
    /// not in it. An endless list never ends it. Nothing is evaluated when the view is made; a read evaluates the one
    /// element. The lists are those that <paramref name="lists"/> holds when the view is made; their own lengths stay
    /// live.</para>
    /// <para>Where an element stands is found in time proportional to the number of lists and to the sum of the weights
    /// over the smallest one, however far into the view it is, without a table; an enumeration goes from one to the
    /// next in time proportional to the number of lists.</para>
    /// <para>Python's SeqTools has none; <c>sample_from_datasets</c> in tf.data and <c>mix</c> in Grain are its
    /// like.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="lists">The lists to mix.</param>
    /// <param name="weights">The weight of each list; only their proportions matter.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="lists"/>, one of them, or <paramref name="weights"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">There are not as many weights as lists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not positive, or not finite.</exception>
    /// <exception cref="OverflowException">
    /// There would be more than <see cref="int.MaxValue"/> elements; thrown where <see cref="SeqView{T}.Count"/> is
    /// read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// string[] day = ["d1", "d2", "d3", "d4"], night = ["n1", "n2"];
    /// var mixed = Seq.Mix([day, night], [3, 1]);
    /// Console.WriteLine(string.Join(" ", mixed)); // d1 d2 d3 n1 d4
    /// </code></example>
    public static SeqView<T> Mix<T>(
        IReadOnlyList<IReadOnlyList<T>> lists,
        IReadOnlyList<double> weights,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(lists))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(weights);
        var views = ListView.OfAll(lists);
        double[] shares = [.. weights];
        if (shares.Length != views.Length)
        {
            throw new ArgumentException(
                $"There are {views.Length} lists and {shares.Length} weights.", nameof(weights));
        }

        ViewOrigin origin = new(nameof(Mix), argumentText, filePath, lineNumber, memberName);
        return new MixView<T>(views, new(Deadlines.Spacings(shares, nameof(weights)), origin), origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class MixView<T>(SeqView<T>[] lists, MixMap map, ViewOrigin origin)
    : InterleavedView<T, MixMap>(lists, map, Length.Of(Array.ConvertAll(lists, list => list.Length), map.Count), origin)
{
    /// <summary>A place is found faster from the one before it.</summary>
    internal override bool ReadsByIndex => false;

    internal override SeqView<T> Over(Substitution sources) => new MixView<T>(sources.OfAll(Lists), Map, Origin);

    protected override Func<(int List, int Index)> Locations(int index) => Map.From(index);
}
