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
    /// <param name="source">The list whose elements the function is given.</param>
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
        ViewOrigin origin = new(nameof(SelectWith), argumentText, filePath, lineNumber, memberName);
        States<TState> states = new(createState);
        return new(
            new SelectWithView<TSource, TState, TResult>(ListView.Of(source), states, selector, origin),
            states, origin);
    }
}

/// <summary>What a <see cref="StatefulView{T}"/> shows. The states are that view's.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SelectWithView<TSource, TState, T>(
    SeqView<TSource> source, States<TState> states, Func<TState, TSource, T> selector, ViewOrigin origin)
    : StageView<TSource, T>(source, origin)
{
    private readonly int number = source.Calls + 1;

    internal override int Calls => number;

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        call.Number != number ? base.Tell(failure, index, ref call)
        : EvaluationException.Catches(failure) && !states.Refuses(failure)
            ? EvaluationException.Of(failure, this, index, call.Given<TSource>())
            : null;

    /// <summary>With the same states.</summary>
    internal override SeqView<T> Over(Substitution sources) =>
        new SelectWithView<TSource, TState, T>(sources.Of(Source), states, selector, Origin);

    internal override T Make(TSource element, int index, ref LastCall call)
    {
        call.Begin(number, ref element);
        var state = states.Take(Origin);
        try
        {
            return selector(state, element);
        }
        finally
        {
            states.Return(state);
        }
    }
}
