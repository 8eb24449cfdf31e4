using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// How many elements a view has now. A view that keeps the length of its source shares the source's instance, and
/// lengths of slices and concatenations fold into one, so that a long chain asks the list at its root directly; a
/// length that cannot change is read once.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract partial class Length
{
    /// <summary>
    /// Sums of sums fold into one, but not so that a long chain of them costs the square of its length.
    /// </summary>
    private const int MostSummands = 64;

    /// <summary>
    /// More than can be counted: of elements, and of the times that a list which has elements is there.
    /// </summary>
    public const long TooMany = 1L << 31;

    private readonly bool mayEvaluate;

    /// <param name="mayEvaluate">
    /// Whether reading it may ever evaluate elements: what follows from lengths that never do is not asked down to
    /// them.
    /// </param>
    protected Length(bool mayEvaluate = false) => this.mayEvaluate = mayEvaluate;

    public abstract int Count { get; }

    /// <summary>Whether it asks no other length.</summary>
    protected virtual bool IsRoot => false;

    /// <summary>Whether the lengths that it asks ask no others.</summary>
    protected virtual bool IsShallow => IsRoot;

    public virtual bool IsFixed => false;

    /// <summary>
    /// Whether reading <see cref="Count"/> evaluates elements. Then nothing reads it that can do without.
    /// </summary>
    public bool Evaluates => mayEvaluate && EvaluatesNow;

    /// <summary>The same, of a length that may.</summary>
    protected virtual bool EvaluatesNow => false;

    /// <summary>Whether somebody else has to be asked for it, which <see cref="AskAsync"/> does.</summary>
    public virtual bool IsToBeAsked => false;

    /// <summary>Has it be known, without holding up this thread.</summary>
    public virtual ValueTask AskAsync(CancellationToken cancellationToken) => default;

    /// <summary>Whether there is no end: <see cref="Count"/> is then how far positions reach.</summary>
    public virtual bool IsEndless => false;

    /// <summary>
    /// The length of what repeats without end, of which there are as many elements as can be counted.
    /// </summary>
    public static Length Endless { get; } = new FixedLength(int.MaxValue, isEndless: true);

    public static Length Fixed(int count) => new FixedLength(count, isEndless: false);

    /// <summary>The length of a list that the user handed in, whose <c>Count</c> is user code.</summary>
    public static Length Of<T>(IReadOnlyList<T> list, object userList) =>
        Of([DebuggerStepThrough, StackTraceHidden] () => list.Count, userList);

    /// <summary>A length that is user code.</summary>
    public static Length Of(Func<int> count, object userList) => new ForeignLength(count, userList);

    /// <summary>
    /// A length that somebody else is asked for, and that does not change once it is known. Until then it counts as one
    /// that evaluates, so that nothing asks that can do without.
    /// </summary>
    /// <param name="ask">Asks; what it throws is a failure of the list.</param>
    /// <param name="askAsync">The same, for who must not be held up.</param>
    /// <param name="known">The length, if it is known.</param>
    /// <param name="refuses">Whether an exception says that nobody can be asked any more, and is no failure.</param>
    /// <param name="userList">What stands for the list in trails.</param>
    public static Length Asked(
        Func<int> ask, Func<Task<int>> askAsync, Func<int?> known, Func<Exception, bool> refuses, object userList) =>
        new AskedLength(ask, askAsync, known, refuses, userList);

    /// <summary>The same length, asked on a fresh stack where the present one is short.</summary>
    public static Length WithRoom(Length length) => length.IsShallow ? length : new DeepLength(length);

    /// <summary>The length that follows from several others; endless if all of them are.</summary>
    public static Length Of(Length[] lengths, Func<Length[], int> count) =>
        Array.TrueForAll(lengths, length => length.IsFixed)
            ? new FixedLength(count(lengths), AreEndless(lengths))
            : new CombinedLength(lengths, count);

    /// <summary>The smaller of two lengths, which is the one they share where they do.</summary>
    public static Length Shorter(Length first, Length second) =>
        ReferenceEquals(first, second) ? first
            : first.IsFixed && second.IsFixed
                ? new FixedLength(Math.Min(first.Count, second.Count), AreEndless([first, second]))
            : new ShorterLength(first, second);

    /// <summary>
    /// The length that several lists have in common. Those without end agree with each other, and reach as far as the
    /// one whose positions reach least.
    /// </summary>
    /// <exception cref="ArgumentException">Two lengths that can't change differ.</exception>
    /// <exception cref="InvalidOperationException">Two lengths differ now; thrown at <see cref="Count"/>.</exception>
    public static Length Agreed(Length[] lengths, ViewOrigin origin, string parameter)
    {
        var endless = Array.FindAll(lengths, length => length.IsEndless);
        Length[] distinct =
        [
            .. lengths.Where(length => !length.IsEndless).Distinct(),
            .. endless is [] ? endless : [endless.Aggregate(Shorter)],
        ];
        var known = Counts(Array.FindAll(distinct, length => length.IsFixed));
        if (known is [var first, ..] && known.AsSpan().ContainsAnyExcept(first))
        {
            throw new ArgumentException(AgreedLength.Refusal(origin, known), parameter);
        }

        return distinct is [var only] ? only
            : known.Length < distinct.Length ? new AgreedLength(distinct, origin)
            : Of(distinct, _ => known is [] ? 0 : known[0]);
    }

    /// <summary>How many elements each of several lists has now.</summary>
    public static int[] Counts(Length[] lengths)
    {
        var counts = new int[lengths.Length];
        Note(lengths, counts);
        return counts;
    }

    /// <summary>Notes how many elements each of several lists has now.</summary>
    public static void Note(Length[] lengths, Span<int> counts)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            counts[i] = lengths[i].Count;
        }
    }

    /// <summary>The lengths together.</summary>
    /// <exception cref="OverflowException">
    /// They pass <see cref="int.MaxValue"/>; at the first <see cref="Count"/> unless all are fixed.
    /// </exception>
    public static Length Sum(Length[] lengths, ViewOrigin origin)
    {
        var isEndless = Array.Exists(lengths, length => length.IsEndless);
        var known = Math.Min(TooMany, lengths.Sum(length => length.IsFixed ? length.Count : 0L));
        return Array.FindAll(lengths, length => !length.IsFixed) switch
        {
            [] => new FixedLength(Checked(known, origin), isEndless),
            [var only] when !isEndless => only.Plus(known, origin),
            var live => Sum(live, known, isEndless, origin),
        };
    }

    private static SumLength Sum(Length[] lengths, long known, bool isEndless, ViewOrigin origin)
    {
        var folds = lengths.Sum(length => (length as SumLength)?.Live.Length ?? 0) <= MostSummands;
        Dictionary<Length, long> live = [];
        foreach (var (length, times) in lengths.SelectMany(
            length => length is SumLength sum && folds ? sum.Live : [KeyValuePair.Create(length, 1L)]))
        {
            live[length] = Math.Min(TooMany, live.GetValueOrDefault(length) + times);
        }

        known += folds ? lengths.Sum(length => (length as SumLength)?.Known ?? 0) : 0;
        return new([.. live], Math.Min(TooMany, known), isEndless, origin);
    }

    /// <summary>A number of elements that can be counted.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public static int Checked(long count, ViewOrigin origin) =>
        count <= int.MaxValue ? (int)count : throw origin.TooLong();

    /// <summary>A number of elements that user code has told.</summary>
    /// <exception cref="InvalidOperationException">It is negative.</exception>
    private static int Counted(int count) =>
        count >= 0 ? count : throw new InvalidOperationException($"No list can have {count} elements.");

    /// <summary>The length, unless an element would be evaluated for it or the list can't be counted.</summary>
    public int? CountIfKnown()
    {
        try
        {
            return Evaluates ? null : Count;
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Whether there may be such an index now: a length that can't be told rules none out.</summary>
    public bool MayHold(int index)
    {
        try
        {
            return Holds(index);
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>Whether there is such an index now, which a length that evaluates elements may know without.</summary>
    /// <param name="index">The index.</param>
    /// <param name="isCounting">
    /// Whether it is for a number of elements, which an element fails that is evaluated on the way. A read finds out
    /// itself what has failed: for that, there is the index.
    /// </param>
    public virtual bool Holds(int index, bool isCounting = false) => (uint)index < (uint)Count;

    /// <summary>
    /// Whether a read of an index that is not held finds out what has failed on the way, and tells it with the index.
    /// </summary>
    public virtual bool IsBehindFailure(int index) => false;

    /// <summary>Whether there may be such an index, as far as it is known without evaluating anything.</summary>
    public virtual bool MayReach(int index) => Evaluates || Holds(index);

    /// <summary>
    /// The number of elements of a view that has this length: a length that cannot be read is reported by the view.
    /// </summary>
    public int CountOf(IView view)
    {
        try
        {
            return Count;
        }
        catch (EvaluationException e) when (e.PassedBy(view, EvaluationFrame.NoIndex))
        {
            throw;
        }
    }

    /// <summary>
    /// Whether a view that has this length has such an element now, reported as <see cref="CountOf"/> is.
    /// </summary>
    public bool HoldsIn(IView view, int index)
    {
        try
        {
            return Holds(index);
        }
        catch (EvaluationException e) when (e.PassedBy(view, EvaluationFrame.NoIndex))
        {
            throw;
        }
    }

    /// <summary>The refusal of an index that a view of this length does not have.</summary>
    public ArgumentOutOfRangeException Outside(IView view, int index, string parameter = "index") =>
        new(parameter, index, $"There is no element {index} among the {CountOf(view)} of {view}.");

    /// <summary>Whether there is such a position now, which may lie past every index.</summary>
    public bool HoldsPosition(long position, bool isCounting = false) =>
        position is >= 0 and <= int.MaxValue && Holds((int)position, isCounting);

    /// <summary>The length that follows from this one.</summary>
    /// <param name="count">How many elements there are, given how many this length has.</param>
    /// <param name="holds">
    /// Whether there is an index, given this length, where that takes less than counting it.
    /// </param>
    public Length Then(Func<int, int> count, Func<Length, int, bool, bool>? holds = null) =>
        IsFixed ? Fixed(count(Count)) : new DerivedLength(this, count, holds, isEndless: false);

    /// <summary>The length of what goes on as long as this one does: it has an end only where this one has.</summary>
    public Length ThenToTheEnd(Func<int, int> count, Func<Length, int, bool, bool>? holds = null) =>
        IsFixed ? new FixedLength(count(Count), IsEndless) : new DerivedLength(this, count, holds, IsEndless);

    /// <summary>The length without so many elements, and cut off at so many.</summary>
    public virtual Length Clip(int less, int most) =>
        IsFixed ? Fixed(Math.Clamp(Count - less, 0, most)) : new ClampedLength(this, -less, 0, most, ViewOrigin.None);

    /// <summary>The length and so many elements more.</summary>
    protected virtual Length Plus(long more, ViewOrigin origin) =>
        new ClampedLength(this, more, more, TooMany + more, origin);

    private static bool MayEvaluate(Length[] lengths) => Array.Exists(lengths, length => length.mayEvaluate);

    /// <summary>Whether there are lengths, all of them without end.</summary>
    public static bool AreEndless(Length[] lengths) =>
        lengths is not [] && Array.TrueForAll(lengths, length => length.IsEndless);
}
