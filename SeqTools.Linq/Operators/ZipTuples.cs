using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views several lists side by side, as tuples.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the tuple of the elements <c>i</c>, whose items are named <c>First</c>, <c>Second</c>
    /// and so on; the view is as long as the shortest list. Nothing is evaluated when the view is made; a read
    /// evaluates one element of each list, in their order. There are overloads for 2 to 7 lists.</para>
    /// <para>LINQ's <c>Zip</c>; <c>collate</c> in SeqTools (Python), whose lists must be of one length.</para>
    /// </remarks>
    /// <typeparam name="TFirst">The type of the elements of the first list.</typeparam>
    /// <typeparam name="TSecond">The type of the elements of the second list.</typeparam>
    /// <param name="first">The first list.</param>
    /// <param name="second">The second list.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// string[] names = ["a", "b"];
    /// var rows = Seq.Zip(Seq.Range(1, 2), names, Seq.Repeat(true), names.Select(n => n.ToUpperInvariant()));
    /// Console.WriteLine(rows[1]); // (2, b, True, B)
    /// Console.WriteLine(rows[0].Fourth); // A
    /// </code></example>
    public static SeqView<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Tuples(first, second, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    public static SeqView<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return Tuples(first, second, third, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    public static SeqView<(TFirst First, TSecond Second, TThird Third, TFourth Fourth)>
        Zip<TFirst, TSecond, TThird, TFourth>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        IReadOnlyList<TFourth> fourth,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(fourth);
        return Tuples(first, second, third, fourth, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    public static SeqView<(TFirst First, TSecond Second, TThird Third, TFourth Fourth, TFifth Fifth)>
        Zip<TFirst, TSecond, TThird, TFourth, TFifth>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        IReadOnlyList<TFourth> fourth,
        IReadOnlyList<TFifth> fifth,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(fourth);
        ArgumentNullException.ThrowIfNull(fifth);
        return Tuples(
            first, second, third, fourth, fifth, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    public static SeqView<(
        TFirst First, TSecond Second, TThird Third, TFourth Fourth, TFifth Fifth, TSixth Sixth)>
        Zip<TFirst, TSecond, TThird, TFourth, TFifth, TSixth>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        IReadOnlyList<TFourth> fourth,
        IReadOnlyList<TFifth> fifth,
        IReadOnlyList<TSixth> sixth,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(fourth);
        ArgumentNullException.ThrowIfNull(fifth);
        ArgumentNullException.ThrowIfNull(sixth);
        return Tuples(
            first, second, third, fourth, fifth, sixth,
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    public static SeqView<(
        TFirst First, TSecond Second, TThird Third, TFourth Fourth, TFifth Fifth, TSixth Sixth, TSeventh Seventh)>
        Zip<TFirst, TSecond, TThird, TFourth, TFifth, TSixth, TSeventh>(
        IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        IReadOnlyList<TFourth> fourth,
        IReadOnlyList<TFifth> fifth,
        IReadOnlyList<TSixth> sixth,
        IReadOnlyList<TSeventh> seventh,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(first))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(fourth);
        ArgumentNullException.ThrowIfNull(fifth);
        ArgumentNullException.ThrowIfNull(sixth);
        ArgumentNullException.ThrowIfNull(seventh);
        return Tuples(
            first, second, third, fourth, fifth, sixth, seventh,
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    internal static ZipView<T1, T2, (T1, T2)> Tuples<T1, T2>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, ViewOrigin origin) =>
        new(ListView.Of(a), ListView.Of(b), static (a, b) => (a, b), origin);

    internal static ZipView<(T1, T2), T3, (T1, T2, T3)> Tuples<T1, T2, T3>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, IReadOnlyList<T3> c, ViewOrigin origin) =>
        new(Tuples(a, b, ViewOrigin.None), ListView.Of(c), static (ab, c) => (ab.Item1, ab.Item2, c), origin);

    private static ZipView<(T1, T2, T3), T4, (T1, T2, T3, T4)> Tuples<T1, T2, T3, T4>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, IReadOnlyList<T3> c, IReadOnlyList<T4> d, ViewOrigin origin) =>
        new(
            Tuples(a, b, c, ViewOrigin.None), ListView.Of(d),
            static (abc, d) => (abc.Item1, abc.Item2, abc.Item3, d), origin);

    private static ZipView<(T1, T2, T3, T4), T5, (T1, T2, T3, T4, T5)> Tuples<T1, T2, T3, T4, T5>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, IReadOnlyList<T3> c, IReadOnlyList<T4> d, IReadOnlyList<T5> e,
        ViewOrigin origin) =>
        new(
            Tuples(a, b, c, d, ViewOrigin.None), ListView.Of(e),
            static (rest, e) => (rest.Item1, rest.Item2, rest.Item3, rest.Item4, e), origin);

    private static ZipView<(T1, T2, T3, T4, T5), T6, (T1, T2, T3, T4, T5, T6)> Tuples<T1, T2, T3, T4, T5, T6>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, IReadOnlyList<T3> c, IReadOnlyList<T4> d, IReadOnlyList<T5> e,
        IReadOnlyList<T6> f, ViewOrigin origin) =>
        new(
            Tuples(a, b, c, d, e, ViewOrigin.None), ListView.Of(f),
            static (rest, f) => (rest.Item1, rest.Item2, rest.Item3, rest.Item4, rest.Item5, f), origin);

    private static ZipView<(T1, T2, T3, T4, T5, T6), T7, (T1, T2, T3, T4, T5, T6, T7)>
        Tuples<T1, T2, T3, T4, T5, T6, T7>(
        IReadOnlyList<T1> a, IReadOnlyList<T2> b, IReadOnlyList<T3> c, IReadOnlyList<T4> d, IReadOnlyList<T5> e,
        IReadOnlyList<T6> f, IReadOnlyList<T7> g, ViewOrigin origin) =>
        new(
            Tuples(a, b, c, d, e, f, ViewOrigin.None), ListView.Of(g),
            static (rest, g) => (rest.Item1, rest.Item2, rest.Item3, rest.Item4, rest.Item5, rest.Item6, g), origin);
}
