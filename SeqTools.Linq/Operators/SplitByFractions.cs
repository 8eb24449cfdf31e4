using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list cut into parts that are given fractions of it.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the i-th part. The parts stand side by side and cover the list; each ends
    /// where the fractions so far say, rounded to the nearest element (a half goes to the part before). Nothing is
    /// evaluated when the view is made, nor when a part is read: reading an element of the part evaluates that one.
    /// Where the source grows or shrinks, all parts do, those in hand included.</para>
    /// <para>For data to train, validate and test with: <c>Shuffle</c> first if neighbours are alike. <c>split</c> in
    /// SeqTools (Python), given edges.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to split.</param>
    /// <param name="fractions">
    /// The size of each part, as a fraction of the list. They are read once, when the view is made.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of parts, as many as there are fractions.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">The fractions do not sum to 1 (to within 1e-9).</exception>
    /// <example><code>
    /// var parts = Seq.Range(0, 10).SplitByFractions([0.7, 0.2, 0.1]);
    /// Console.WriteLine(string.Join(" | ", parts.Select(part => string.Join(" ", part)))); // 0 1 2 3 4 5 6 | 7 8 | 9
    /// </code></example>
    public static SeqView<SeqView<TSource>> SplitByFractions<TSource>(
        this IReadOnlyList<TSource> source,
        IReadOnlyList<double> fractions,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(fractions))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fractions);
        ViewOrigin origin = new(nameof(SplitByFractions), argumentText, filePath, lineNumber, memberName);
        return new FractionsView<TSource>(ListView.Of(source), FractionMap.Of(fractions, origin), origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class FractionsView<T>(SeqView<T> source, FractionMap[] parts, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, Length.Fixed(parts.Length), source)
{
    internal override SeqView<T> Read(int index) => SliceMap.Part(source, parts[index], Origin);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new FractionsView<T>(sources.Of(source), parts, Origin);
}

/// <summary>The part between two fractions of the whole. Decimal, so that 0.7 + 0.2 is 0.9.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct FractionMap(decimal start, decimal end) : IPartMap
{
    private const decimal Tolerance = 1e-9m;

    public static FractionMap[] Of(IReadOnlyList<double> fractions, ViewOrigin origin)
    {
        var parts = new FractionMap[fractions.Count];
        var sum = 0m;
        for (var i = 0; i < parts.Length; i++)
        {
            var fraction = fractions[i];
            if (fraction is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(fractions), fraction, $"The fraction at {i} of {origin} is not from 0 to 1.");
            }

            var start = sum;
            sum += (decimal)fraction;
            parts[i] = new(Math.Min(1, start), i == parts.Length - 1 ? 1 : Math.Min(1, sum));
        }

        return Math.Abs(sum - 1) <= Tolerance
            ? parts
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The fractions of {origin} sum to {sum} instead of 1."),
                nameof(fractions));
    }

    public int Count(int sourceCount) => Edge(end, sourceCount) - Edge(start, sourceCount);

    public int Locate(int index, Length source) => Edge(start, source.Count) + index;

    public int Run(int index, int count, Length source) => count;

    private static int Edge(decimal fraction, int count) =>
        (int)Math.Round(fraction * count, MidpointRounding.AwayFromZero);
}
