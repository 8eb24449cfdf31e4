using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// User code applied to each element of a view that applies user code itself, read as one. That takes half the time:
/// methods of one class that call each other can't be merged by the compiler.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectTwiceView<TSource, TMiddle, T>(
    SelectView<TSource, TMiddle> first, Func<TMiddle, T> selector, ViewOrigin origin)
    : StageView<TSource, T>(first.Source, origin, first)
{
    private readonly SelectView<TSource, TMiddle> first = first;
    private readonly Func<TSource, TMiddle> firstSelector = first.Selector;
    private readonly int number = first.Calls + 1;

    internal override int Calls => number;

    internal override T Read(int index) =>
        array is null && !isSourceSafe ? ReadChain(index)
        : Apply(array is not null ? array[index] : Source.Read(index), index);

    internal override T Get(int index, ref LastCall call) =>
        Make(array is null ? Source.Get(index, ref call) : array[index], index, ref call);

    /// <summary>It becomes a part of <see cref="Read"/> from .NET 10 on, which merges guarded code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal override T Apply(TSource element, int index)
    {
        TMiddle middle;
        try
        {
            middle = firstSelector(element);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw OfFirst(e, index, element);
        }

        try
        {
            return selector(middle);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw Own(e, index, middle);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal override T Make(TSource element, int index, ref LastCall call)
    {
        Unsafe.SkipInit(out (TSource First, TMiddle Second) given);
        given.First = element;
        call.Begin(number - 1, ref given);
        var middle = firstSelector(element);
        given.Second = middle;
        call.Number = number;
        return selector(middle);
    }

    /// <summary>
    /// Reads over stages that may fail. It is <see cref="SeqView{T}.ReadGuarded"/> said once more, with
    /// <see cref="Make"/> as a part of it: a call through the class for each pair of stages less, which is a fifth of
    /// the time that four take.
    /// </summary>
    private T ReadChain(int index)
    {
        LastCall call = default;
        try
        {
            return Make(Source.Get(index, ref call), index, ref call);
        }
        catch (Exception e) when (Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call)
    {
        if (call.Number < number - 1)
        {
            var told = first.Tell(failure, index, ref call);
            told?.PassedBy(this, index);
            return told;
        }

        if (!EvaluationException.Catches(failure))
        {
            return null;
        }

        var (element, middle) = call.Given<(TSource, TMiddle)>();
        return call.Number == number ? Own(failure, index, middle) : OfFirst(failure, index, element);
    }

    internal override bool Passes(EvaluationException failure, int index) =>
        first.Passes(failure, index) || base.Passes(failure, index);

    internal override SeqView<T> Over(Substitution sources) => sources.Of(first).Then(selector, Origin);

    /// <summary>
    /// To note how many are complete is a store, which takes as long as a short function: it is done once for two
    /// elements, and the guards of the second one know that they are one further.
    /// </summary>
    private protected override void FillBlock(int start, Span<T> block, ref LastCall call)
    {
        if (!Source.TryGetSpan(start, block.Length, out var elements))
        {
            base.FillBlock(start, block, ref call);
            return;
        }

        var (one, other) = (firstSelector, selector);
        (TSource First, TMiddle Second) given = default;
        call.Begin(number, ref given);
        ref TSource from = ref MemoryMarshal.GetReference(elements);
        ref T to = ref MemoryMarshal.GetReference(block);
        for (var left = block.Length / 2; left > 0; left--)
        {
            TMiddle middle;
            try
            {
                middle = one(from);
            }
            catch (Exception) when (FailsInFirst(ref given.First, from, ref call))
            {
                throw;
            }

            try
            {
                to = other(middle);
            }
            catch (Exception) when (Fails(ref given.Second, middle))
            {
                throw;
            }

            try
            {
                middle = one(Unsafe.Add(ref from, 1));
            }
            catch (Exception) when (
                call.FailsAfter(1) || FailsInFirst(ref given.First, Unsafe.Add(ref from, 1), ref call))
            {
                throw;
            }

            try
            {
                Unsafe.Add(ref to, 1) = other(middle);
            }
            catch (Exception) when (call.FailsAfter(1) || Fails(ref given.Second, middle))
            {
                throw;
            }

            call.Complete += 2;
            from = ref Unsafe.Add(ref from, 2);
            to = ref Unsafe.Add(ref to, 2);
        }

        if (call.Complete < block.Length)
        {
            to = Make(from, start + call.Complete, ref call);
        }
    }

    private bool FailsInFirst(ref TSource given, TSource element, ref LastCall call)
    {
        call.Number = number - 1;
        return Fails(ref given, element);
    }

    private static bool Fails<TGiven>(ref TGiven given, TGiven argument)
    {
        given = argument;
        return false;
    }

    private EvaluationException Own(Exception failure, int index, TMiddle input) =>
        EvaluationException.Of(failure, this, index, input);

    private EvaluationException OfFirst(Exception failure, int index, TSource input)
    {
        var told = first.Own(failure, index, input);
        told.PassedBy(this, index);
        return told;
    }
}
