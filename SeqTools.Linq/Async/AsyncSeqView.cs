using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>A deferred, indexable view whose elements are awaited: what <c>SelectAsync</c> returns.</summary>
/// <remarks>
/// <para>As with <see cref="SeqView{T}"/>, nothing is evaluated when a view is made,
/// <see cref="GetAsync(int, CancellationToken)"/> evaluates one element, once per read, nothing is kept, and
/// <see cref="Count"/> follows the sources. It is no list, for a read may take its time and must be awaited;
/// <c>AsPrefetched</c> makes a list of it.</para>
/// <para>Its own operators give views that can be indexed again. Those of async LINQ, which work on it as on every
/// <see cref="IAsyncEnumerable{T}"/>, give sequences; where both have the name, <see cref="ToAsyncEnumerable"/> is the
/// way to async LINQ's.</para>
/// <para>Failures carry the trail that those of lists do: <see cref="EvaluationException.Trail"/>. The stack trace of
/// the wrapper itself shows a frame for each stage, for the compiler does not pass on to asynchronous methods that they
/// are to be hidden; that of the user's exception shows the user's code.</para>
/// <para>Views are immutable. Concurrent reads are as safe as the sources and functions behind them.</para>
/// <para>SeqTools (Python) has none; it prefetches with threads and processes.</para>
/// <para><b>A view of your own</b>, over a store or a service that is awaited, derives from this class and implements
/// <see cref="Count"/> and <see cref="GetItemAsync"/>. One that is as long as a list or a view that it reads derives
/// from <see cref="AsyncSeqView{TSource, T}"/> instead. What is asked of it:</para>
/// <list type="bullet">
/// <item>Its members are called from several threads at once, by readers and by the producers of <c>AsPrefetched</c>.
/// It is made once and doesn't change; what it keeps, it guards itself.</item>
/// <item><see cref="Count"/> is asked at every read, for the bounds, and again by views over this one. It is not
/// awaited, so it has to be at hand. It may change from one time to the next.</item>
/// <item><see cref="GetItemAsync"/> is given a position that was below <see cref="Count"/> when that was asked last; a
/// source may have shrunk since. It looks after the token that it is given.</item>
/// <item>What these throw, at once or when awaited, is guarded: readers get an <see cref="EvaluationException"/> that
/// names the element and the stages. But for cancellation: an <see cref="OperationCanceledException"/> passes as it is
/// where the token that was given is cancelled.</item>
/// <item><see cref="Sources"/> must not throw, nor evaluate anything: it is asked while a failure is on its way, and
/// for drawings.</item>
/// </list>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// var pages = new Pages();
/// Console.WriteLine(await pages.GetAsync(41)); // page 41
/// await foreach (var page in pages[^2..])
/// {
///     Console.WriteLine(page); // page 98
///     break;
/// }
///
/// sealed class Pages : AsyncSeqView&lt;string>
/// {
///     public override int Count => 100;
///
///     protected override async ValueTask&lt;string> GetItemAsync(int index, CancellationToken cancellationToken)
///     {
///         await Task.Delay(1, cancellationToken);
///         return $"page {index}";
///     }
/// }
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerStepThrough, StackTraceHidden]
public abstract partial class AsyncSeqView<T> : IAsyncEnumerable<T>, IView
{
    private readonly ViewOrigin origin;
    private readonly Length length;

    /// <summary>Makes a view that is named after its class, with no place in the source code.</summary>
    protected AsyncSeqView()
        : this(ViewOrigin.None)
    {
        origin = new(Explanation.NameOf(GetType()), "", "", 0, "");
    }

    /// <summary>Makes a view that says where the user wrote it.</summary>
    /// <param name="origin">The operator and its place, as they are to appear in errors.</param>
    /// <exception cref="ArgumentNullException"><paramref name="origin"/> is <see langword="null"/>.</exception>
    protected AsyncSeqView(ViewOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        this.origin = origin;
        length = Length.Of([DebuggerStepThrough, StackTraceHidden] () => Count, this);
    }

    private protected AsyncSeqView(ViewOrigin? origin, Length length)
    {
        this.origin = origin ?? new(Explanation.NameOf(GetType()), "", "", 0, "");
        this.length = length;
    }

    /// <summary>The number of elements now: it follows the sources as they grow and shrink.</summary>
    /// <remarks>
    /// A class of your own is asked for it at every read, on any thread. What it throws becomes the
    /// <see cref="Exception.InnerException"/> of an <see cref="EvaluationException"/> whose
    /// <see cref="EvaluationException.Index"/> is <see cref="EvaluationFrame.NoIndex"/>.
    /// </remarks>
    /// <exception cref="OverflowException">There would be more than <see cref="int.MaxValue"/> elements.</exception>
    public abstract int Count { get; }

    /// <summary>Where the user wrote the view.</summary>
    public ViewOrigin Origin => origin;

    /// <summary>The lists and views that the view reads, as they were handed to its operator.</summary>
    /// <remarks>
    /// It is asked while a failure is on its way, so it must not throw, and evaluates nothing.
    /// </remarks>
    protected virtual IReadOnlyList<object> Sources => [];

    IReadOnlyList<object> IView.Sources => Sources;

    bool IView.IsUserStage => !ReferenceEquals(origin, ViewOrigin.None);

    Length IView.Length => length;

    internal Length Length => length;

    /// <summary>Evaluates one element.</summary>
    /// <param name="index">The position, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="cancellationToken">Reaches the functions that are awaited for the element.</param>
    /// <returns>
    /// The element. Where every function on the way completes at once, it is there at once, and nothing is allocated.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    public ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default)
    {
        if (!HoldsNow(index))
        {
            throw length.Outside(this, index);
        }

        return cancellationToken.IsCancellationRequested
            ? Origin.CancelledAsync<T>(cancellationToken)
            : ReadAsync(index, cancellationToken);
    }

    /// <summary>Evaluates one element, by its position from either end: <c>view.GetAsync(^1)</c>.</summary>
    /// <param name="index">The position, from the start or from the end.</param>
    /// <param name="cancellationToken">Reaches the functions that are awaited for the element.</param>
    /// <returns>The element. Where every function on the way completes at once, it is there at once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    public ValueTask<T> GetAsync(Index index, CancellationToken cancellationToken = default) =>
        GetAsync(index.IsFromEnd ? CountNow() - index.Value : index.Value, cancellationToken);

    /// <summary>Views a part of the elements: <c>view[2..^3]</c>.</summary>
    /// <param name="range">The positions. Ends counted from the end follow <see cref="Count"/>.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The range ends before it starts, or is outside a view whose length can't change.
    /// </exception>
    public AsyncSeqView<T> this[
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = ""]
        => this.Slice(range, callerInfo, argumentText, filePath, lineNumber, memberName);

    /// <summary>Views <paramref name="length"/> elements from <paramref name="start"/> on.</summary>
    /// <param name="start">The position of the first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>A view of that part; as long as what there is of it where the source shrank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is negative, or the part is outside a view whose length can't change.
    /// </exception>
    public AsyncSeqView<T> Slice(
        int start, int length,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ViewOrigin part = new(nameof(Slice), $"{start}, {length}", filePath, lineNumber, memberName);
        return SliceMap.Over(this, SliceMap.Of(start, length, Length, part), part);
    }

    /// <summary>
    /// Enumerates the elements for <c>await foreach</c>: one evaluation at a step, each begun when it is asked for.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration, and reaches the functions that are awaited.</param>
    /// <returns>An enumerator of its own. After an element that failed it goes on with the next one.</returns>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new AsyncSeqEnumerator<T>(this, cancellationToken);

    /// <summary>The view as a sequence, for the operators of async LINQ that bear a name of this class's own.</summary>
    /// <returns>What enumerates as <c>await foreach</c> over the view does.</returns>
    public IAsyncEnumerable<T> ToAsyncEnumerable() => this;

    /// <summary>
    /// Draws the pipeline as a tree, this view on top: operators, arguments, lengths and places. Evaluates no element.
    /// </summary>
    /// <returns>The tree, a line for each view and each list.</returns>
    public string Explain() => Explanation.Of(this);

    /// <summary>The operator and its place. Evaluates nothing.</summary>
    /// <returns>Such as <c>SelectAsync((f, ct) => LoadAsync(f, ct)) in /src/Import.cs:line 21 (Load)</c>.</returns>
    public override string ToString() => origin.ToString();

    /// <summary>The rule of an element.</summary>
    /// <remarks>
    /// It is called once per read, from several threads at once. What it throws, at once or when awaited, is wrapped in
    /// an <see cref="EvaluationException"/> that names the element.
    /// </remarks>
    /// <param name="index">
    /// A position from 0 to <see cref="Count"/> - 1: it has been checked. A source may have shrunk since.
    /// </param>
    /// <param name="cancellationToken">Asks for an end of the read.</param>
    /// <returns>The element.</returns>
    protected abstract ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken);

    IView IView.Substitute(Substitution sources) => this;

    void IView.Trace(EvaluationException failure, int index) => Trace(failure, index);

    internal virtual void Trace(EvaluationException failure, int index)
    {
        if (!ReferenceEquals(origin, ViewOrigin.None))
        {
            failure.Add(origin, index);
        }
    }

    /// <summary>
    /// Reads an element at a position that has been checked. A chain of any depth has room on the stack: where there is
    /// none left, it goes on on another.
    /// </summary>
    internal ValueTask<T> ReadAsync(int index, CancellationToken cancellationToken) =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? EvaluateAsync(index, cancellationToken)
            : ReadElsewhereAsync(index, cancellationToken);

    /// <summary>
    /// Apart from where it is called: what the function captures is allocated where the method that holds it begins.
    /// </summary>
    private ValueTask<T> ReadElsewhereAsync(int index, CancellationToken cancellationToken) =>
        new(Task.Run(
            [DebuggerStepThrough, StackTraceHidden] () => EvaluateAsync(index, cancellationToken).AsTask(),
            CancellationToken.None));

    /// <summary>Evaluates an element; failures have their stage.</summary>
    internal virtual async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await GetItemAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (EvaluationException.CatchesAwaited(e, cancellationToken))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    /// <summary>How many neighbours a producer asks for at once, as far as is known now.</summary>
    internal virtual int NeighboursAtOnce => 1;

    internal int CountNow() => length.CountOf(this);

    internal bool HoldsNow(int index) => length.HoldsIn(this, index);
}
