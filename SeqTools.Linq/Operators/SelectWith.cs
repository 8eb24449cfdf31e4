using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the result of a function of a state and each element.</summary>
    /// <remarks>
    /// <para>For functions that need what they can't share: a connection, a buffer, a decoder, a random generator. No
    /// two evaluations have one state at a time, whoever evaluates: a reader, a worker of <c>AsPrefetched</c>, a
    /// function that reads this very view. A state is made when an evaluation finds none that is idle, so there are as
    /// many as evaluations have ever overlapped; it is used again, the one that was used last first, also after an
    /// evaluation that failed.</para>
    /// <para>Nothing is evaluated, and no state is made, when the view is made. Reading element <c>i</c> evaluates
    /// element <c>i</c> of the source and then calls <paramref name="selector"/> once; no result is kept. The length is
    /// the source's. A read costs the call, two locks and no allocation.</para>
    /// <para>The view owns the states: dispose of it behind whatever reads it. See
    /// <see cref="StatefulView{T}.Dispose"/>.</para>
    /// <para>As
    /// <see cref="Select{TSource, TResult}(
    ///     IReadOnlyList{TSource}, Func{TSource, TResult}, CallerInfo, string, string, int, string)"/>
    /// otherwise.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements of the source.</typeparam>
    /// <typeparam name="TState">
    /// The type of the states; they are disposed of where they are <see cref="IDisposable"/> or
    /// <see cref="IAsyncDisposable"/>.
    /// </typeparam>
    /// <typeparam name="TResult">The type of the elements of the view.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="createState">
    /// Makes a state. What it throws is the failure of the element that it was to be made for.
    /// </param>
    /// <param name="selector">
    /// The function. What it throws is wrapped in an <see cref="EvaluationException"/> at the read; the state is kept:
    /// one that is of no more use then should mend itself when it is used again.
    /// </param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view, to be disposed of where the states are.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var made = 0;
    /// using var lines = Seq.Range(0, 3).SelectWith(
    ///     () => { made++; return new System.Text.StringBuilder(); },
    ///     (text, n) => text.Clear().Append("line ").Append(n).ToString());
    /// Console.WriteLine(string.Join(", ", lines)); // line 0, line 1, line 2
    /// Console.WriteLine(made); // 1
    /// </code></example>
    public static StatefulView<TResult> SelectWith<TSource, TState, TResult>(
        this IReadOnlyList<TSource> source,
        Func<TState> createState,
        Func<TState, TSource, TResult> selector,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(createState);
        ArgumentNullException.ThrowIfNull(selector);
        return new(
            new SelectWithStage<TSource, TState, TResult>(ListView.Of(source), new(createState), selector),
            new(nameof(SelectWith), argumentText, filePath, lineNumber, memberName));
    }
}

/// <summary>What a <see cref="StatefulView{T}"/> does, whatever its states and sources are.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class StatefulStage<T>(IView source)
{
    public IView Source => source;

    public abstract bool PrefersPass { get; }

    public abstract int Calls { get; }

    public abstract T Get(StatefulView<T> view, int index, ref LastCall call);

    public abstract EvaluationException? Tell(
        StatefulView<T> view, Exception failure, int index, ref LastCall call);

    public abstract SeqEnumerator<T> Enumerate(StatefulView<T> view, int start);

    public abstract SeqEnumerator<T> EnumeratePart(StatefulView<T> view, int start, int count);

    public abstract StatefulStage<T> Over(Substitution sources);

    public abstract void End();

    public abstract ValueTask EndAsync();
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectWithStage<TSource, TState, T>(
    SeqView<TSource> source, States<TState> states, Func<TState, TSource, T> selector)
    : StatefulStage<T>(source)
{
    public override bool PrefersPass => source.PrefersPass;

    public override int Calls => source.Calls + 1;

    public override T Get(StatefulView<T> view, int index, ref LastCall call) =>
        Apply(source.Get(index, ref call), view, ref call);

    public override EvaluationException? Tell(
        StatefulView<T> view, Exception failure, int index, ref LastCall call)
    {
        if (call.Number == Calls)
        {
            return EvaluationException.Catches(failure) && !states.Refuses(failure)
                ? EvaluationException.Of(failure, view, index, call.Given<TSource>())
                : null;
        }

        var told = source.Tell(failure, index, ref call);
        told?.PassedBy(view, index);
        return told;
    }

    public override SeqEnumerator<T> Enumerate(StatefulView<T> view, int start) =>
        new Pass(this, view, source.Enumerate(start), start);

    public override SeqEnumerator<T> EnumeratePart(StatefulView<T> view, int start, int count) =>
        new Pass(this, view, source.EnumeratePart(start, count), start);

    /// <summary>With the same states, which this view owns.</summary>
    public override StatefulStage<T> Over(Substitution sources) =>
        new SelectWithStage<TSource, TState, T>(sources.Of(source), states, selector);

    public override void End() => states.End();

    public override ValueTask EndAsync() => states.EndAsync();

    private T Apply(TSource element, StatefulView<T> view, ref LastCall call)
    {
        call.Begin(Calls, ref element);
        var state = states.Take(view.Origin);
        try
        {
            return selector(state, element);
        }
        finally
        {
            states.Return(state);
        }
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(
        SelectWithStage<TSource, TState, T> stage, StatefulView<T> view, SeqEnumerator<TSource> source, int start)
        : StageEnumerator<TSource, T>(view, source, start)
    {
        internal override bool Advance(out T element, ref LastCall call)
        {
            var isThere = Source.Advance(out var given, ref call);
            element = isThere ? stage.Apply(given, view, ref call) : default!;
            return isThere;
        }
    }
}
