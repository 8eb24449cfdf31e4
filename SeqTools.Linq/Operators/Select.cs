using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of each element.</summary>
    /// <remarks>
    /// <para>Nothing is evaluated when the view is made. Reading element <c>i</c> calls <paramref name="selector"/>
    /// once, on element <c>i</c> of the source; nothing is kept, so a second read calls it again. The length is the
    /// source's. A read costs the call and no allocation.</para>
    /// <para>Concurrent reads call <paramref name="selector"/> concurrently.</para>
    /// <para>LINQ's <c>Select</c>; <c>smap</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length);
    /// Console.WriteLine(lengths[1]); // 5
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return ListView.Of(source).Then(selector, new(nameof(Select), argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Views the result of a function of each element and its position.</summary>
    /// <remarks>
    /// As
    /// <see cref="Select{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>,
    /// with the position as second argument.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list whose elements the function is given.</param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.Select((s, i) => $"{i}: {s}");
    /// Console.WriteLine(numbered[1]); // 1: b
    /// </code></example>
    public static SeqView<TResult> Select<TSource, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TSource, int, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectView<(int Index, TSource Item), TResult>(
            new IndexView<TSource>(ListView.Of(source), ViewOrigin.None),
            [DebuggerStepThrough, StackTraceHidden] (element) => selector(element.Item, element.Index),
            new(nameof(Select), argumentText, filePath, lineNumber, memberName),
            static element => element.Item);
    }
}

/// <summary>
/// User code applied to each element. It is called by the view itself: whatever stood between would cost as much again.
/// </summary>
/// <remarks><c>input</c> tells what the user's function was given, where that is not the element.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal class SelectView<TSource, T>(
    SeqView<TSource> source, Func<TSource, T> selector, ViewOrigin origin, Func<TSource, object?>? input = null)
    : StageView<TSource, T>(source, origin)
{
    private readonly int number = source.Calls + 1;

    public Func<TSource, T> Selector => selector;

    internal sealed override int Calls => number;

    /// <remarks>
    /// The guard is here, and not a call away in <see cref="Apply"/>: where the compiler has met many kinds of stages
    /// and merges nothing, the call would be a third of the time.
    /// </remarks>
    internal sealed override T Read(int index)
    {
        if (array is null && !isSourceSafe)
        {
            return ReadGuarded(index);
        }

        var element = array is not null ? array[index] : Source.Read(index);
        try
        {
            return selector(element);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw Own(e, index, element);
        }
    }

    internal sealed override T Get(int index, ref LastCall call) =>
        Make(array is null ? Source.Get(index, ref call) : array[index], index, ref call);

    internal sealed override T Apply(TSource element, int index)
    {
        try
        {
            return selector(element);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw Own(e, index, element);
        }
    }

    internal sealed override T Make(TSource element, int index, ref LastCall call)
    {
        var given = element;
        call.Begin(number, ref given);
        return selector(element);
    }

    internal sealed override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        call.Number != number ? base.Tell(failure, index, ref call)
        : EvaluationException.Catches(failure) ? Own(failure, index, call.Given<TSource>())
        : null;

    internal sealed override SeqView<TResult> Then<TResult>(Func<T, TResult> selector, ViewOrigin origin) =>
        new SelectTwiceView<TSource, T, TResult>(this, selector, origin);

    /// <summary>A failure of the user's function, and what that was given.</summary>
    internal EvaluationException Own(Exception failure, int index, TSource element) =>
        EvaluationException.Of(failure, this, index, input is null ? element : input(element));

    internal override SeqView<T> Over(Substitution sources) =>
        new SelectView<TSource, T>(sources.Of(Source), selector, Origin, input);

    private protected sealed override void FillBlock(int start, Span<T> block, ref LastCall call)
    {
        if (!Source.TryGetSpan(start, block.Length, out var elements))
        {
            base.FillBlock(start, block, ref call);
            return;
        }

        call.BeginEach(number, elements);
        FillBlock(selector, elements, block, ref call);
    }

    /// <summary>
    /// There is an element for each place of the block. To note each is a store, which takes as long as a short
    /// function: every fourth is noted, and the others have a guard that knows how far from there they are. Where a
    /// result is an object, to put it into its place takes longer than that anyway, and guards would be in the way.
    /// </summary>
    private static void FillBlock(
        Func<TSource, T> function, ReadOnlySpan<TSource> elements, Span<T> block, ref LastCall call)
    {
        ref TSource from = ref MemoryMarshal.GetReference(elements);
        ref T to = ref MemoryMarshal.GetReference(block);
        var left = block.Length;
        for (; left >= 4 && !RuntimeHelpers.IsReferenceOrContainsReferences<T>(); left -= 4)
        {
            call.Complete = block.Length - left;
            to = function(from);
            try
            {
                Unsafe.Add(ref to, 1) = function(Unsafe.Add(ref from, 1));
            }
            catch (Exception) when (call.FailsAfter(1))
            {
                throw;
            }

            try
            {
                Unsafe.Add(ref to, 2) = function(Unsafe.Add(ref from, 2));
            }
            catch (Exception) when (call.FailsAfter(2))
            {
                throw;
            }

            try
            {
                Unsafe.Add(ref to, 3) = function(Unsafe.Add(ref from, 3));
            }
            catch (Exception) when (call.FailsAfter(3))
            {
                throw;
            }

            from = ref Unsafe.Add(ref from, 4);
            to = ref Unsafe.Add(ref to, 4);
        }

        for (; left > 0; left--)
        {
            call.Complete = block.Length - left;
            to = function(from);
            from = ref Unsafe.Add(ref from, 1);
            to = ref Unsafe.Add(ref to, 1);
        }
    }
}
