using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// User code applied to each element of a view that applies user code itself, read as one. That takes half the time:
/// methods of one class that call each other can't be merged by the compiler.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectTwiceView<TSource, TMiddle, T>(
    SelectView<TSource, TMiddle> first, Func<TMiddle, T> selector, ViewOrigin origin)
    : OperatorView<T>(origin, first.Length, first)
{
    private readonly SelectView<TSource, TMiddle> first = first;
    private readonly SeqView<TSource> source = first.Source;
    private readonly Func<TSource, TMiddle> firstSelector = first.Selector;

    internal override bool PrefersPass => source.PrefersPass;

    internal override T Read(int index)
    {
        TSource element;
        try
        {
            element = source.Read(index);
        }
        catch (EvaluationException e) when (e.PassedBy(first, index) || e.PassedBy(this, index))
        {
            throw;
        }

        var hasMiddle = false;
        TMiddle middle = default!;
        try
        {
            middle = firstSelector(element);
            hasMiddle = true;
            return selector(middle);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw hasMiddle ? FailureOfSecond(e, index, middle) : FailureOfFirst(e, index, element);
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        new Enumerator(this, firstSelector, selector, source.Enumerate(start), start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        new Enumerator(this, firstSelector, selector, source.EnumeratePart(start, count), start);

    internal override void Fill(int start, Span<T> destination)
    {
        if (!source.TryGetSpan(start, destination.Length, out var elements))
        {
            base.Fill(start, destination);
            return;
        }

        var (one, other) = (firstSelector, selector);
        var reached = 0;
        var hasMiddle = false;
        TMiddle middle = default!;
        try
        {
            for (var i = 0; i < elements.Length; i++)
            {
                hasMiddle = false;
                reached = i;
                middle = one(elements[i]);
                hasMiddle = true;
                destination[i] = other(middle);
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw hasMiddle
                ? FailureOfSecond(e, start + reached, middle)
                : FailureOfFirst(e, start + reached, elements[reached]);
        }
    }

    internal override SeqView<T> Over(Substitution sources) => sources.Of(first).Then(selector, Origin);

    private EvaluationException FailureOfSecond(Exception cause, int index, TMiddle input) =>
        EvaluationException.Of(cause, this, index, input);

    private EvaluationException FailureOfFirst(Exception cause, int index, TSource element)
    {
        var failure = EvaluationException.Of(cause, first, index, first.InputOf(element));
        failure.PassedBy(this, index);
        return failure;
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(
        SelectTwiceView<TSource, TMiddle, T> view, Func<TSource, TMiddle> firstSelector, Func<TMiddle, T> selector,
        SeqEnumerator<TSource> source, int start)
        : StageEnumerator<TSource, T>(view.first, source, start)
    {
        /// <summary>The index after the last one at which the first function has given its result.</summary>
        private int afterMiddle = start;

        /// <summary>What the second function is given, as long as it is at work.</summary>
        private TMiddle middle = default!;

        protected override object? Input => view.first.InputOf(Source.Current);

        internal override bool Advance()
        {
            if (!Source.Advance())
            {
                return End();
            }

            Step();
            middle = firstSelector(Source.Current);
            afterMiddle = Next;
            Current = selector(middle);
            middle = default!;
            return true;
        }

        internal override EvaluationException? Tell(Exception failure, int index)
        {
            var hasMiddle = afterMiddle > index;
            if (hasMiddle)
            {
                return Own(failure, view, index, middle);
            }

            var told = base.Tell(failure, index);
            told?.PassedBy(view, index);
            return told;
        }
    }
}
