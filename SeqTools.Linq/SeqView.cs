using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>A deferred, indexable, read-only view: what every operator of this library returns.</summary>
/// <remarks>
/// <para>Nothing is evaluated when a view is made. Reading element <c>i</c> evaluates element <c>i</c> only, once per
/// read, and nothing is kept. A view holds no copy: it shows its sources as they are at the moment of reading,
/// <see cref="Count"/> included.</para>
/// <para>It is an <see cref="IList{T}"/> so that the fast paths of LINQ and of the base class library apply; it can't
/// be written to.</para>
/// <para>Views are immutable. Concurrent reads are as safe as the sources and functions behind them.</para>
/// <para>The counterpart of a mapping in SeqTools (Python).</para>
/// <para><b>A view of your own</b> derives from this class and implements <see cref="Count"/> and
/// <see cref="GetItem"/>; errors, slices, enumeration and copying come with it. One that is as long as a list that it
/// reads derives from <see cref="SeqView{TSource, T}"/> instead. What is asked of it:</para>
/// <list type="bullet">
/// <item>Its members are called from several threads at once, by readers and by the workers of <c>AsPrefetched</c>. It
/// is made once and doesn't change; what it keeps, it guards itself.</item>
/// <item><see cref="Count"/> is asked at every read, for the bounds, and again by views over this one: it has to be
/// cheap, and should evaluate no element. It may change from one time to the next.</item>
/// <item><see cref="GetItem"/> is given a position that was below <see cref="Count"/> when that was asked last. A
/// source may have shrunk since: let its indexer say so.</item>
/// <item><see cref="EnumerateItems"/> and <see cref="CopyItems"/> may be left as they are. They have to give the
/// elements that <see cref="GetItem"/> gives.</item>
/// <item>What these throw is guarded: readers get an <see cref="EvaluationException"/> that names the element and the
/// stages. But for cancellation: an <see cref="OperationCanceledException"/> whose token is cancelled passes as it
/// is, unless a <see cref="TimeoutException"/> is inside.</item>
/// <item><see cref="Sources"/> must not throw, nor evaluate anything: it is asked while a failure is on its way, and
/// for drawings.</item>
/// </list>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// var squares = new Squares(1000);
/// Console.WriteLine(squares[^1]); // 998001
/// Console.WriteLine(string.Join(" ", squares[2..5])); // 4 9 16
///
/// sealed class Squares(int count) : SeqView&lt;int>
/// {
///     public override int Count => count;
///
///     protected override int GetItem(int index) => index * index;
/// }
/// </code></example>
[CollectionBuilder(typeof(SeqViewBuilder), nameof(SeqViewBuilder.Create))]
[DebuggerDisplay("{ToString(),nq}")]
[DebuggerTypeProxy(typeof(SeqViewDebugView<>))]
[DebuggerStepThrough, StackTraceHidden]
public abstract partial class SeqView<T> : IReadOnlyList<T>, IList<T>, IView, IWhole
{
    /// <summary>How many elements are copied under one guard.</summary>
    private protected const int BlockLength = 2048;

    private readonly ViewOrigin origin;
    private readonly int fixedCount;
    private readonly bool isUserClass;
    private byte levels;
    private Length? length;

    /// <summary>Makes a view that is named after its class, with no place in the source code.</summary>
    protected SeqView()
        : this(ViewOrigin.None)
    {
        origin = new(Explanation.NameOf(GetType()), "", "", 0, "");
    }

    /// <summary>Makes a view that says where the user wrote it.</summary>
    /// <param name="origin">The operator and its place, as they are to appear in errors.</param>
    /// <exception cref="ArgumentNullException"><paramref name="origin"/> is <see langword="null"/>.</exception>
    protected SeqView(ViewOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        this.origin = origin;
        length = Length.Of(this, this);
        fixedCount = -1;
        isUserClass = true;
    }

    private protected SeqView(
        ViewOrigin? origin, Length length, bool isUserClass = false, bool isComputedAhead = false)
    {
        this.origin = origin ?? new(Explanation.NameOf(GetType()), "", "", 0, "");
        this.length = length;
        this.isUserClass = isUserClass;
        IsComputedAhead = isComputedAhead;
        fixedCount = length.IsFixed ? length.Count : -1;
    }

    /// <summary>
    /// Makes a view of so many elements: what is made for each of many parts makes no length besides.
    /// </summary>
    private protected SeqView(ViewOrigin origin, int count)
    {
        this.origin = origin;
        fixedCount = count;
    }

    /// <summary>The number of elements now: it follows the sources as they grow and shrink.</summary>
    /// <remarks>
    /// A class of your own is asked for it at every read, on any thread. What it throws becomes the
    /// <see cref="Exception.InnerException"/> of an <see cref="EvaluationException"/> whose
    /// <see cref="EvaluationException.Index"/> is <see cref="EvaluationFrame.NoIndex"/>.
    /// </remarks>
    /// <exception cref="OverflowException">There would be more than <see cref="int.MaxValue"/> elements.</exception>
    public abstract int Count { get; }

    /// <summary>Whether the view has no end, so that it can be read, but never whole.</summary>
    /// <value>
    /// True of what repeats without end (<c>Seq.Repeat(value)</c>, <c>Cycle()</c>) and of views over it that go on as
    /// long: <see cref="Count"/> is then no number of elements, but how far positions reach.
    /// </value>
    /// <example><code>
    /// var stripes = new[] { "white", "grey" }.Cycle();
    /// Console.WriteLine(stripes.Skip(1).Select(s => s.Length).IsEndless); // True
    /// Console.WriteLine(stripes.Take(3).IsEndless); // False
    /// </code></example>
    public bool IsEndless => Length.IsEndless;

    /// <summary>Where the user wrote the view.</summary>
    public ViewOrigin Origin => origin;

    /// <summary>
    /// The lists that the view reads, as they were handed to its operator: what errors and drawings name.
    /// </summary>
    /// <remarks>
    /// Not public, so that nobody who is handed a view reaches the list beneath it. It is asked while a failure is on
    /// its way, so it must not throw, and evaluates nothing.
    /// </remarks>
    protected virtual IReadOnlyList<object> Sources => [];

    IReadOnlyList<object> IView.Sources => Sources;

    bool IView.IsUserStage => IsUserStage;

    Length IView.Length => Length;

    int IView.Levels => Levels;

    internal bool IsUserStage => !ReferenceEquals(origin, ViewOrigin.None);

    internal Length Length => length ??= Length.Fixed(fixedCount);

    /// <summary>
    /// How many views read each other from the last look at the stack up to this one. It is found out when the view
    /// becomes a source: elements that are views don't pay for it.
    /// </summary>
    internal virtual int Levels =>
        levels != 0 ? levels : levels = (byte)Math.Min(CountLevels(), byte.MaxValue);

    /// <summary>Whether neighbours cost less in one enumeration than read one after the other.</summary>
    internal virtual bool PrefersPass => isUserClass;

    /// <summary>Whether its elements are there and not computed, so that nothing is gained by keeping them.</summary>
    internal virtual bool LiesInMemory => TryGetSpan(out _);

    /// <summary>
    /// Whether a pass is nothing but one read by index after the other, over a length that can't change.
    /// </summary>
    internal virtual bool ReadsByIndex => false;

    /// <summary>Whether a read can't fail within the bounds, so that nobody has to guard it.</summary>
    internal virtual bool CannotFail => false;

    /// <summary>The part of an array that the elements are, where they are one: it is read in place.</summary>
    internal virtual ArraySegment<T> Segment => default;

    /// <summary>The list that the elements are, where its enumerator is no code of the user.</summary>
    internal virtual List<T>? KnownList => null;

    /// <summary>
    /// How many calls of user code in <see cref="Get"/> are noted, for who reads it to guard; the others are guarded
    /// where they are.
    /// </summary>
    internal virtual int Calls => 0;

    /// <summary>Whether a read leads to elements that are computed ahead, and is better awaited.</summary>
    internal bool IsComputedAhead { get; }

    /// <summary>Evaluates one element.</summary>
    /// <param name="index">The position, from 0 to <see cref="Count"/> - 1; <c>view[^1]</c> is the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    public T this[int index]
    {
        get
        {
            CheckBounds(index);
            return Read(index);
        }
    }

    T IList<T>.this[int index]
    {
        get => this[index];
        set => throw ReadOnly();
    }

    bool ICollection<T>.IsReadOnly => true;

    /// <summary>
    /// Views a part of the elements: <c>view[2..^3]</c>. See
    /// <see cref="SeqExtensions.Slice{TSource}(
    ///     IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/>,
    /// which it calls.
    /// </summary>
    /// <param name="range">The positions. Ends counted from the end follow <see cref="Count"/>.</param>
    /// <include file="Tracing/CallerInfo.xml" path='caller/param'/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The range ends before it starts, or is outside a view whose length can't change.
    /// </exception>
    public SeqView<T> this[
        Range range,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(range))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = ""]
        => this.Slice(range, callerInfo, argumentText, filePath, lineNumber, memberName);

    /// <summary>
    /// Views <paramref name="length"/> elements from <paramref name="start"/> on. See
    /// <see cref="SeqExtensions.Slice{TSource}(
    ///     IReadOnlyList{TSource}, Range, CallerInfo, string, string, int, string)"/>,
    /// which it calls.
    /// </summary>
    /// <param name="start">The position of the first element.</param>
    /// <param name="length">The number of elements.</param>
    /// <include file="Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>A view of that part; as long as what there is of it where the source shrank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is negative, or the part is outside a view whose length can't change.
    /// </exception>
    public SeqView<T> Slice(
        int start, int length,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ViewOrigin part = new(nameof(Slice), $"{start}, {length}", filePath, lineNumber, memberName);
        return SliceMap.Over(ListView.Of(this), SliceMap.Of(start, length, Length, part), part);
    }

    /// <summary>Evaluates one element, for code that awaits.</summary>
    /// <remarks>
    /// <para>A view of <c>AsPrefetched</c> is awaited without blocking and evaluates nothing on this thread, also where
    /// it is typed as its base. So is one beneath stages of the library (<c>Select</c>, <c>Zip</c>, slices,
    /// <c>Memoize</c> …), whose functions run where the wait ends. Every other view evaluates the element here and
    /// now.</para>
    /// <para>What can't be passed on blocks, as <see cref="Task.Wait()"/> does: a view of a class of the user's, a
    /// function that reads a view by itself, and a length that evaluates elements, such as those of <c>Flatten</c> and
    /// <c>Filter</c>.</para>
    /// </remarks>
    /// <param name="index">The position, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The element, or its failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    /// <example><code>
    /// SeqView&lt;int> squares = Seq.Range(0, 100).Select(n => n * n).AsPrefetched();
    /// Console.WriteLine(await squares.GetAsync(7)); // 49
    /// </code></example>
    public virtual ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default)
    {
        CheckBounds(index);
        if (cancellationToken.IsCancellationRequested)
        {
            return Origin.CancelledAsync<T>(cancellationToken);
        }

        try
        {
            return ReadAsync(index, cancellationToken);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    /// <summary>Evaluates one element, for code that awaits, by its position from either end.</summary>
    /// <remarks>As <see cref="GetAsync(int, CancellationToken)"/>.</remarks>
    /// <param name="index">The position, such as <c>^1</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<T> GetAsync(Index index, CancellationToken cancellationToken = default) =>
        GetAsync(index.IsFromEnd ? CountNow() - index.Value : index.Value, cancellationToken);

    /// <summary>The view for <c>await foreach</c> and async LINQ.</summary>
    /// <remarks>
    /// A view of <c>AsPrefetched</c> is awaited without blocking, also where it is typed as its base or where stages of
    /// the library are over it. Every other view evaluates each element at the step that asks for it, on the thread
    /// that does.
    /// </remarks>
    /// <returns>The elements in order. After an element that failed an enumeration goes on with the next one.</returns>
    /// <example><code>
    /// SeqView&lt;int> squares = Seq.Range(0, 100).Select(n => n * n).AsPrefetched();
    /// await foreach (var square in squares.Skip(7).ToAsyncEnumerable())
    /// {
    ///     Console.WriteLine(square); // 49
    ///     break;
    /// }
    /// </code></example>
    public virtual IAsyncEnumerable<T> ToAsyncEnumerable() =>
        IsComputedAhead ? new AsyncListView<T>(this) : new AsyncSequence<T>(this);

    /// <summary>Evaluates every element into a new array, in bulk where that is faster.</summary>
    /// <remarks>
    /// LINQ's <c>ToArray</c>, which this stands before so that a view without end is refused rather than too long.
    /// </remarks>
    /// <returns>The array.</returns>
    /// <exception cref="InvalidOperationException">The view has no end.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <example><code>
    /// Console.WriteLine(string.Join(" ", Seq.Repeat("a").Take(3).ToArray())); // a a a
    /// </code></example>
    public T[] ToArray()
    {
        if (Length.Evaluates)
        {
            return [.. Collect()];
        }

        var count = CountToCopy();
        if (count == 0)
        {
            return [];
        }

        var array = GC.AllocateUninitializedArray<T>(count);
        Fill(0, array);
        return array;
    }

    /// <summary>Evaluates every element into a new list, in bulk where that is faster.</summary>
    /// <remarks>
    /// LINQ's <c>ToList</c>, which this stands before so that a view without end is refused rather than too long.
    /// </remarks>
    /// <returns>The list.</returns>
    /// <exception cref="InvalidOperationException">The view has no end.</exception>
    /// <exception cref="EvaluationException">A function or a source behind the view failed.</exception>
    /// <example><code>
    /// var numbers = Seq.Range(1, 3).ToList();
    /// numbers.Add(10);
    /// Console.WriteLine(numbers.Sum()); // 16
    /// </code></example>
    public List<T> ToList()
    {
        if (Length.Evaluates)
        {
            return Collect();
        }

        var count = CountToCopy();
        List<T> list = new(count);
        CollectionsMarshal.SetCount(list, count);
        Fill(0, CollectionsMarshal.AsSpan(list));
        return list;
    }

    /// <summary>Evaluates every element into an array.</summary>
    /// <param name="array">The array to copy to.</param>
    /// <param name="arrayIndex">The place of the first element in it.</param>
    /// <remarks>
    /// It may be an array that the view reads, itself or by a list that wraps it, and a <see cref="List{T}"/> may have
    /// a view of itself inserted: elements are evaluated first then, and copied all at once. But not a view of what
    /// wraps that list (<see cref="List{T}.AsReadOnly"/>): the list has moved its elements by then, which nobody can
    /// tell from without. Use <see cref="ToArray"/> for that.
    /// </remarks>
    /// <exception cref="ArgumentException">The array is too short from there on.</exception>
    /// <exception cref="InvalidOperationException">The view has no end.</exception>
    /// <exception cref="EvaluationException">
    /// A function or a source behind the view failed; what the array holds then is not said.
    /// </exception>
    public void CopyTo(T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        var count = CountToCopy();
        if (arrayIndex > array.Length || count > array.Length - arrayIndex)
        {
            throw new ArgumentException(
                $"{count} elements of {this} do not fit into an array of {array.Length} from {arrayIndex} on.",
                nameof(array));
        }

        if (typeof(T).IsValueType || array.GetType() == typeof(T[]))
        {
            var destination = array.AsSpan(arrayIndex, count);
            if (OwnSource.In<T>(destination, this) is { } own)
            {
                OwnSource.CopyInto(own, this, array, arrayIndex, count);
                return;
            }

            Fill(0, destination);
            return;
        }

        // The view may read the array, and each place of it takes elements of its own type only.
        var evaluated = new T[count];
        Fill(0, evaluated);
        for (var i = 0; i < count; i++)
        {
            array[arrayIndex + i] = evaluated[i];
        }
    }

    /// <summary>Evaluates the elements from <paramref name="start"/> on into a span.</summary>
    /// <param name="start">The position of the first element.</param>
    /// <param name="destination">
    /// The span; its length is the number of elements. It may be memory that the view reads, as a list of elements of
    /// this type: elements are evaluated first then, and copied all at once.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer elements from <paramref name="start"/> on.
    /// </exception>
    /// <exception cref="EvaluationException">
    /// A function or a source behind the view failed; what the span holds then is not said.
    /// </exception>
    public void CopyTo(int start, Span<T> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        var count = CountNow();
        if (start > count)
        {
            throw Length.Outside(this, start, nameof(start));
        }

        if (destination.Length > count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(destination), destination.Length,
                $"{this} has {count - start} elements from {start} on.");
        }

        if (!TryGetSpan(out _) && OwnSource.In<T>(destination, this) is not null)
        {
            OwnSource.CopyInto(this, start, destination);
            return;
        }

        Fill(start, destination);
    }

    bool ICollection<T>.Contains(T item) => IndexOf(item) >= 0;

    int IList<T>.IndexOf(T item) => IndexOf(item);

    void ICollection<T>.Add(T item) => throw ReadOnly();

    void ICollection<T>.Clear() => throw ReadOnly();

    void IList<T>.Insert(int index, T item) => throw ReadOnly();

    bool ICollection<T>.Remove(T item) => throw ReadOnly();

    void IList<T>.RemoveAt(int index) => throw ReadOnly();

    /// <summary>
    /// Draws the pipeline as a tree, this view on top: operators, arguments, lengths and places. Evaluates no element.
    /// </summary>
    /// <remarks>
    /// A length that can't be told without evaluating elements is unknown. A stage that several others read is drawn
    /// once; it has a number, by which it is referred to further down. A tree of more than 40 levels goes on at the
    /// margin, with the stage that is referred to as the one <c>below</c>, so that long chains can be drawn, too.
    /// </remarks>
    /// <returns>The tree, a line for each view and each list.</returns>
    /// <example><code>
    /// var digits = "4711".AsView();
    /// var pairs = digits.Zip(digits.Reverse());
    /// Console.WriteLine(pairs.Explain().Split(Environment.NewLine)[^1]); //    └─ #1 AsView(), as above
    /// </code></example>
    public string Explain() => Explanation.Of(this);

    /// <summary>Draws the pipeline as a Mermaid flowchart, for a README or a notebook. Evaluates no element.</summary>
    /// <remarks>
    /// The arrows go the way of the elements, from the lists at the bottom up to this view. A stage that several others
    /// read is one node. Places are told without their folder.
    /// </remarks>
    /// <returns>The chart, as it stands in a code block named <c>mermaid</c>.</returns>
    /// <example><code>
    /// var numbers = new[] { "12", "7" }.Select(s => int.Parse(s));
    /// Console.WriteLine(numbers.ExplainMermaid().Split(Environment.NewLine)[0]); // flowchart BT
    /// </code></example>
    public string ExplainMermaid() => Flowchart.Of(this);

    /// <summary>The operator and its place. Evaluates nothing.</summary>
    /// <returns>Such as <c>Select(s => int.Parse(s)) in /src/Import.cs:line 21 (Load)</c>.</returns>
    public override string ToString() => origin.ToString();

    /// <summary>The rule of an element.</summary>
    /// <remarks>
    /// It is called once per read, from several threads at once. What it throws is wrapped in an
    /// <see cref="EvaluationException"/> that names the element.
    /// </remarks>
    /// <param name="index">
    /// A position from 0 to <see cref="Count"/> - 1: it has been checked. A source may have shrunk since.
    /// </param>
    /// <returns>The element.</returns>
    protected abstract T GetItem(int index);

    /// <summary>
    /// Enumerates the elements from a position on, where one pass over them costs less than reading each by its index.
    /// </summary>
    /// <remarks>
    /// <para><c>foreach</c> uses it, over this view and over views of it; so does a copy, for what
    /// <see cref="CopyItems"/> leaves. It is called at the first step, and the enumerator is disposed of at the end, or
    /// when the loop is left.</para>
    /// <para>An enumerator that throws has failed at its element; the enumeration goes on with the next one, by another
    /// call from there.</para>
    /// </remarks>
    /// <param name="start">The position of the first element, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>
    /// An enumerator of its own for each call, of the elements from there to the last, one evaluation at a step;
    /// <see langword="null"/>, as here, where a pass is nothing but reads by index.
    /// </returns>
    /// <example><code>
    /// Console.WriteLine(string.Join(" ", new Triangular().Take(5))); // 0 1 3 6 10
    ///
    /// // An element on its own costs a sum; the next one costs an addition.
    /// sealed class Triangular : SeqView&lt;int>
    /// {
    ///     public override int Count => 1000;
    ///
    ///     protected override int GetItem(int index) => Enumerable.Range(0, index + 1).Sum();
    ///
    ///     protected override IEnumerator&lt;int> EnumerateItems(int start)
    ///     {
    ///         var sum = GetItem(start);
    ///         yield return sum;
    ///         for (var i = start + 1; i &lt; Count; i++)
    ///         {
    ///             yield return sum += i;
    ///         }
    ///     }
    /// }
    /// </code></example>
    protected virtual IEnumerator<T>? EnumerateItems(int start) => null;

    /// <summary>Evaluates neighbours into a span, where that costs less than reading each by its index.</summary>
    /// <remarks>
    /// <para>Copies use it (<c>ToArray</c>, <c>ToList</c>, <c>CopyTo</c>), of this view and of views that read a part
    /// of it in order. What it leaves is enumerated or read by index.</para>
    /// <para>So an element that fails is best left: it is then read by <see cref="GetItem"/>, whose failure names it.
    /// Where this method throws, all elements of the span are read by <see cref="GetItem"/>, the first that fails there
    /// is the one that failed, and if none does, what was thrown is told of the first.</para>
    /// </remarks>
    /// <param name="start">The position of the first element.</param>
    /// <param name="destination">The span, of one element at least; so many elements are there.</param>
    /// <returns>How many elements it has filled in, from the first on: 0, as here, where it is of no use.</returns>
    /// <example><code>
    /// Console.WriteLine(string.Join(" ", new Tape([7, 8, 9])[1..].ToArray())); // 8 9
    ///
    /// sealed class Tape(byte[] recorded) : SeqView&lt;byte>
    /// {
    ///     public override int Count => recorded.Length;
    ///
    ///     protected override byte GetItem(int index) => recorded[index];
    ///
    ///     protected override int CopyItems(int start, Span&lt;byte> destination)
    ///     {
    ///         recorded.AsSpan(start, destination.Length).CopyTo(destination);
    ///         return destination.Length;
    ///     }
    /// }
    /// </code></example>
    protected virtual int CopyItems(int start, Span<T> destination) => 0;

    bool IView.IsComputedAhead => IsComputedAhead;

    async ValueTask<object?> IView.ReadAsync(int index, CancellationToken cancellationToken) =>
        await ReadAsync(index, cancellationToken).ConfigureAwait(false);

    void IView.Trace(EvaluationException failure, int index) => Trace(failure, index);

    IView IView.Substitute(Substitution sources) => sources.Of(this);

    object IWhole.EvaluateWhole(Type type, Func<bool> isWanted) =>
        HasStandIn(type) ? ComputedView<T>.Of(this, isWanted) : this;

    async ValueTask<object> IWhole.EvaluateWholeAsync(Type type, CancellationToken cancellationToken) =>
        HasStandIn(type) ? await ComputedView<T>.OfAsync(this, cancellationToken).ConfigureAwait(false) : this;

    /// <summary>A class of the user's may have members besides, which what holds the results has not.</summary>
    private bool HasStandIn(Type type) => !isUserClass && type.IsAssignableFrom(typeof(ComputedView<T>));

    /// <summary>Reads an element at a position that has been checked.</summary>
    internal virtual T Read(int index)
    {
        try
        {
            return GetItem(index);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    /// <summary>
    /// Reads an element if there is one now. Where a length evaluates elements, to look for one and to read it may be
    /// one evaluation, not two.
    /// </summary>
    internal virtual bool TryRead(int index, [MaybeNullWhen(false)] out T element)
    {
        var isThere = HoldsNow(index);
        element = isThere ? Read(index) : default;
        return isThere;
    }

    /// <summary>
    /// Reads an element at a position that was found from lengths: lists may have become shorter since the index was
    /// checked. A view whose length can change leaves the upper bound to the list that is shorter.
    /// </summary>
    internal T ReadAt(int position)
    {
        CheckPosition(position);
        return Read(position);
    }

    /// <summary>
    /// Reads an element at a position that has been checked, for code that awaits: what is computed ahead beneath is
    /// awaited, and what is not is evaluated here and now.
    /// </summary>
    internal ValueTask<T> ReadAsync(int index, CancellationToken cancellationToken) =>
        IsComputedAhead ? AwaitAsync(index, cancellationToken) : new(Read(index));

    /// <summary>The same at a position that was found from lengths.</summary>
    internal ValueTask<T> ReadAtAsync(int position, CancellationToken cancellationToken)
    {
        CheckPosition(position);
        return ReadAsync(position, cancellationToken);
    }

    /// <summary>
    /// Reads an element, and awaits what is computed ahead beneath. As here, it blocks where a view passes no await on.
    /// </summary>
    internal virtual ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) => new(Read(index));

    private void CheckPosition(int position)
    {
        if (position < 0 || (uint)position >= (uint)fixedCount)
        {
            throw Gone(position);
        }
    }

    /// <summary>Evaluates neighbours from such a position on.</summary>
    internal void FillAt(int position, Span<T> destination)
    {
        if (position < 0)
        {
            throw Gone(position);
        }

        if (fixedCount >= 0 && destination.Length > fixedCount - position)
        {
            throw Gone(Math.Max(position, fixedCount));
        }

        Fill(position, destination);
    }

    /// <summary>
    /// Reads an element for a caller that guards, and has <see cref="Tell"/> tell of what is thrown. So the stages of a
    /// chain share one guard, that of the outermost: a guard costs as much as a stage.
    /// </summary>
    internal virtual T Get(int index, ref LastCall call) => Read(index);

    /// <summary>
    /// A failure of what is noted as the last call, as the stages up to this one tell it;
    /// <see langword="null"/> where it is to pass as it is. What guards itself has told of its failures already.
    /// </summary>
    internal virtual EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        failure as EvaluationException;

    /// <summary>What to throw in place of a failure that no stage has told yet. Meant for exception filters.</summary>
    internal EvaluationException? Wrap(Exception failure, int index, ref LastCall call)
    {
        var told = Tell(failure, index, ref call);
        return ReferenceEquals(told, failure) ? null : told;
    }

    /// <summary>Reads an element, and guards the chain.</summary>
    private protected T ReadGuarded(int index)
    {
        LastCall call = default;
        try
        {
            return Get(index, ref call);
        }
        catch (Exception e) when (Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }

    internal void CheckBounds(int index)
    {
        if (!HoldsNow(index) && !Length.IsBehindFailure(index))
        {
            throw Length.Outside(this, index);
        }
    }

    /// <summary>The view of a function of each element; two such views in a row read as one.</summary>
    internal virtual SeqView<TResult> Then<TResult>(Func<T, TResult> selector, ViewOrigin origin) =>
        new SelectView<T, TResult>(this, selector, origin);

    /// <summary>Enumerates from a position on.</summary>
    internal virtual SeqEnumerator<T> Enumerate(int start) => new IndexEnumerator<T>(this, start, fixedCount);

    /// <summary>Enumerates so many elements from a position on; no more of them will be asked for.</summary>
    internal virtual SeqEnumerator<T> EnumeratePart(int start, int count) =>
        isUserClass ? new IndexEnumerator<T>(this, start, start + count) : Enumerate(start);

    /// <summary>What the class offers for a pass; may throw what user code throws.</summary>
    internal IEnumerator<T>? PassFrom(int start) => EnumerateItems(start);

    /// <summary>Evaluates the elements from a position on, all of which exist, in bulk where that is faster.</summary>
    internal virtual void Fill(int start, Span<T> destination)
    {
        if (TryGetSpan(start, destination.Length, out var elements))
        {
            elements.CopyTo(destination);
            return;
        }

        var copied = Copy(start, destination);
        start += copied;
        destination = destination[copied..];
        if (PrefersPass)
        {
            FillInOnePass(EnumeratePart(start, destination.Length), start, destination);
            return;
        }

        FillByIndex(start, destination);
    }

    /// <summary>
    /// Evaluates the elements from a position on in one enumeration, which may not reach as far as a read does where
    /// the list changes meanwhile.
    /// </summary>
    private protected void FillInOnePass(SeqEnumerator<T> elements, int start, Span<T> destination)
    {
        LastCall call = default;
        using (elements)
        {
            try
            {
                FillFrom(elements, destination, ref call);
            }
            catch (Exception e) when (Wrap(e, start + call.Complete, ref call) is { } failure)
            {
                throw failure;
            }
        }

        FillByIndex(start + call.Complete, destination[call.Complete..]);
    }

    /// <summary>
    /// Evaluates the elements from a position on in blocks, by a method that knows no guard: the compiler compiles it
    /// for what it meets as soon as it has run a few times, during the first copy of a long list.
    /// </summary>
    private protected void FillByIndex(int start, Span<T> destination)
    {
        while (!destination.IsEmpty)
        {
            var block = destination[..Math.Min(destination.Length, BlockLength)];
            LastCall call = default;
            try
            {
                FillBlock(start, block, ref call);
            }
            catch (Exception e) when (Wrap(e, start + call.Complete, ref call) is { } failure)
            {
                throw failure;
            }

            start += block.Length;
            destination = destination[block.Length..];
        }
    }

    /// <summary>Evaluates so many elements from a position on for a caller that guards.</summary>
    private protected virtual void FillBlock(int start, Span<T> block, ref LastCall call)
    {
        for (var i = 0; i < block.Length; i++)
        {
            call.Number = 0;
            call.Complete = i;
            block[i] = Get(start + i, ref call);
        }
    }

    private static void FillFrom(SeqEnumerator<T> elements, Span<T> destination, ref LastCall call)
    {
        for (var i = 0; i < destination.Length && elements.Advance(out var element, ref call); i++)
        {
            destination[i] = element;
            call.Number = 0;
            call.Complete = i + 1;
        }
    }

    /// <summary>
    /// A part of the elements as they lie in memory; not where the list has shrunk meanwhile, so that a read says which
    /// element is missing.
    /// </summary>
    internal bool TryGetSpan(int start, int count, out ReadOnlySpan<T> span)
    {
        if (!TryGetSpan(out span) || count > span.Length - start)
        {
            return false;
        }

        span = span.Slice(start, count);
        return true;
    }

    /// <summary>The elements as they lie in memory, where they do and are not computed.</summary>
    internal virtual bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = default;
        return false;
    }

    /// <summary>This view made anew over what stands in for its sources; a view that reads no view is itself.</summary>
    internal virtual SeqView<T> Over(Substitution sources) => this;

    internal virtual void Trace(EvaluationException failure, int index)
    {
        if (IsUserStage)
        {
            failure.Add(origin, index);
        }
    }

    internal int CountNow() => fixedCount >= 0 ? fixedCount : Length.CountOf(this);

    internal bool HoldsNow(int index) => fixedCount >= 0 ? (uint)index < (uint)fixedCount : Length.HoldsIn(this, index);

    /// <summary>What LINQPad shows of a view: it looks for a method of this name.</summary>
    internal object ToDump() => new SeqViewDump<T>(this);

    /// <summary>Enumerates a view whose length is better not asked for: it evaluates what a pass needs, too.</summary>
    private List<T> Collect()
    {
        List<T> list = [];
        using var elements = Enumerate(0);
        while (elements.MoveNext())
        {
            list.Add(elements.Current);
        }

        return list;
    }

    private int CountToCopy() => IsEndless
        ? throw new InvalidOperationException(
            $"{this} has no end and can't be copied whole. Take(count) views as many elements as are needed.")
        : CountNow();

    /// <summary>Has the class copy what it can.</summary>
    /// <returns>How many elements, from the first on.</returns>
    private int Copy(int start, Span<T> destination)
    {
        if (destination.IsEmpty)
        {
            return 0;
        }

        Exception failure;
        try
        {
            var copied = CopyItems(start, destination);
            return (uint)copied <= (uint)destination.Length
                ? copied
                : throw new InvalidOperationException($"{copied} elements of {destination.Length} can't be copied.");
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            failure = e;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = Read(start + i);
        }

        throw EvaluationException.Of(failure, this, start);
    }

    private int IndexOf(T item)
    {
        using var elements = Enumerate(0);
        for (var index = 0; elements.MoveNext(); index++)
        {
            if (EqualityComparer<T>.Default.Equals(elements.Current, item))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Where views are at the limit, one that looks at the stack stands between, which has no name.</summary>
    private protected virtual int CountLevels()
    {
        var beneath = MostLevels(Sources);
        return beneath >= ListView.MostLevels ? 1 : beneath + 1;
    }

    private protected static int MostLevels(IReadOnlyList<object> sources)
    {
        var most = 0;
        foreach (var source in sources)
        {
            most = Math.Max(most, (source as IView)?.Levels ?? 0);
        }

        return most;
    }

    /// <summary>The failure of an element that was there when its index was checked.</summary>
    internal Exception Gone(int index)
    {
        ArgumentOutOfRangeException cause = new(
            nameof(index), index, "There is no such element any more: a list has become shorter.");
        return EvaluationException.Catches(cause) ? EvaluationException.Of(cause, this, index) : cause;
    }

    private NotSupportedException ReadOnly() => new($"{this} is read-only.");
}
