using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views two lists side by side, as pairs.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the pair of the elements <c>i</c>; the view is as long as the shorter list. Nothing is
    /// evaluated when the view is made; a read evaluates one element of each list.</para>
    /// <para>LINQ's <c>Zip</c>; <c>collate</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TFirst">The type of the elements of the first list.</typeparam>
    /// <typeparam name="TSecond">The type of the elements of the second list.</typeparam>
    /// <param name="first">The first list.</param>
    /// <param name="second">The second list.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var pairs = new[] { 1, 2, 3 }.Zip(new[] { "one", "two" });
    /// Console.WriteLine(pairs[1]); // (2, two)
    /// </code></example>
    public static SeqView<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(second))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Seq.Tuples(first, second, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the results of a function of two lists, element by element.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the function of the elements <c>i</c>; the view is as long as the shorter list.
    /// Nothing is evaluated when the view is made; a read evaluates one element of each list and calls
    /// <paramref name="resultSelector"/> once.</para>
    /// <para>LINQ's <c>Zip</c>; <c>smap</c> over several sequences in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TFirst">The type of the elements of the first list.</typeparam>
    /// <typeparam name="TSecond">The type of the elements of the second list.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="first">The first list.</param>
    /// <param name="second">The second list.</param>
    /// <param name="resultSelector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var sums = new[] { 1, 2, 3 }.Zip(new[] { 10, 20, 30 }, (a, b) => a + b);
    /// Console.WriteLine(sums[^1]); // 33
    /// </code></example>
    public static SeqView<TResult> Zip<TFirst, TSecond, TResult>(
        this IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        Func<TFirst, TSecond, TResult> resultSelector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(resultSelector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return new ZipView<TFirst, TSecond, TResult>(
            ListView.Of(first), ListView.Of(second), resultSelector,
            new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views three lists side by side, as triples.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the triple of the elements <c>i</c>; the view is as long as the shortest list. Nothing
    /// is evaluated when the view is made; a read evaluates one element of each list.</para>
    /// <para>LINQ's <c>Zip</c>; <c>collate</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TFirst">The type of the elements of the first list.</typeparam>
    /// <typeparam name="TSecond">The type of the elements of the second list.</typeparam>
    /// <typeparam name="TThird">The type of the elements of the third list.</typeparam>
    /// <param name="first">The first list.</param>
    /// <param name="second">The second list.</param>
    /// <param name="third">The third list.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var triples = new[] { 1, 2 }.Zip(new[] { "one", "two" }, new[] { 'I', 'V' });
    /// Console.WriteLine(triples[0]); // (1, one, I)
    /// </code></example>
    public static SeqView<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        this IReadOnlyList<TFirst> first,
        IReadOnlyList<TSecond> second,
        IReadOnlyList<TThird> third,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(third))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return Seq.Tuples(first, second, third, new(nameof(Zip), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ZipView<TFirst, TSecond, T>(
    SeqView<TFirst> first, SeqView<TSecond> second, Func<TFirst, TSecond, T> selector, ViewOrigin origin)
    : OperatorView<T>(origin, Length.Shorter(first.Length, second.Length), first, second)
{
    /// <summary>An array beside a list that can change its length is read as far as it goes.</summary>
    private readonly ArraySegment<TFirst> firstArray = second.Length.IsFixed ? first.Segment : default;
    private readonly ArraySegment<TSecond> secondArray = first.Length.IsFixed ? second.Segment : default;

    /// <summary>Whether a step of the first list past the end of the second one evaluates nothing.</summary>
    private readonly bool mayPassEnd =
        first.CannotFail || first.KnownList is not null || ReferenceEquals(first.Length, second.Length);

    internal override bool ReadsByIndex => first.ReadsByIndex && second.ReadsByIndex;

    internal override T Read(int index)
    {
        var hasBoth = false;
        TFirst a = default!;
        TSecond b = default!;
        try
        {
            a = firstArray.Array is { } ones ? ones[firstArray.Offset + index] : first.ReadAt(index);
            b = secondArray.Array is { } others ? others[secondArray.Offset + index] : second.ReadAt(index);
            hasBoth = true;
            return selector(a, b);
        }
        catch (Exception e) when (Tell(e, index, hasBoth, (a, b)) is { } failure)
        {
            throw failure;
        }
    }

    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        var hasBoth = false;
        TFirst a = default!;
        TSecond b = default!;
        try
        {
            a = await first.ReadAtAsync(index, cancellationToken).ConfigureAwait(false);
            b = await second.ReadAtAsync(index, cancellationToken).ConfigureAwait(false);
            hasBoth = true;
            return selector(a, b);
        }
        catch (Exception e) when (Tell(e, index, hasBoth, (a, b)) is { } failure)
        {
            throw failure;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start) : new Pass(this, start);

    internal override SeqView<T> Over(Substitution sources) =>
        new ZipView<TFirst, TSecond, T>(sources.Of(first), sources.Of(second), selector, Origin);

    private (SeqEnumerator<TFirst> First, SeqEnumerator<TSecond> Second) EnumerateBoth(int start) =>
        (first.Enumerate(start), second.Enumerate(start));

    /// <summary>
    /// A step of both, in which nothing is evaluated past the end of the shorter list: one is asked for its length, and
    /// stepped last. It is the second, so that the first one's elements come first, unless its length alone takes
    /// evaluations.
    /// </summary>
    private bool Step(SeqEnumerator<TFirst> one, SeqEnumerator<TSecond> other, int index) =>
        mayPassEnd ? one.MoveNext() && other.MoveNext()
        : second.Length.Evaluates && !first.Length.Evaluates ? Step(other, one, first.Length, index)
        : Step(one, other, second.Length, index);

    private static bool Step<TOther, TAsked>(
        SeqEnumerator<TOther> other, SeqEnumerator<TAsked> asked, Length length, int index)
    {
        if (length.MayHold(index))
        {
            return other.MoveNext() && asked.MoveNext();
        }

        // That its list was modified is the enumerator's to tell.
        asked.MoveNext();
        return false;
    }

    private EvaluationException? Tell(Exception failure, int index, bool isOwn, (TFirst, TSecond) input)
    {
        if (isOwn)
        {
            return EvaluationException.Catches(failure) ? EvaluationException.Of(failure, this, index, input) : null;
        }

        (failure as EvaluationException)?.PassedBy(this, index);
        return null;
    }

    private T Apply(TFirst a, TSecond b)
    {
        try
        {
            return selector(a, b);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, (a, b));
        }
    }

    /// <summary>
    /// Keeps the lists in step: after a failure, which may have advanced one of them only, both go on from the next
    /// position.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(ZipView<TFirst, TSecond, T> view, int start) : GuardedEnumerator<T>(view, start)
    {
        private (SeqEnumerator<TFirst> First, SeqEnumerator<TSecond> Second)? both;
        private bool isInStep;

        protected override bool MoveTo(int index)
        {
            var (first, second) = InStep(index);
            isInStep = false;
            if (!view.Step(first, second, index))
            {
                return false;
            }

            isInStep = true;
            return Show(view.Apply(first.Current, second.Current));
        }

        protected override void Close()
        {
            try
            {
                both?.First.Dispose();
            }
            finally
            {
                both?.Second.Dispose();
            }
        }

        private (SeqEnumerator<TFirst> First, SeqEnumerator<TSecond> Second) InStep(int index)
        {
            if (isInStep && both is { } open)
            {
                return open;
            }

            Close();
            both = view.EnumerateBoth(index);
            return both.Value;
        }
    }
}
