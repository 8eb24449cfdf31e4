using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view whose elements were evaluated ahead, each of which is a value or a failure that waits to be thrown. It stands
/// for the view that it was evaluated from, whose trail the failures have.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ComputedView<T> : SeqView<T>
{
    private readonly SeqView<T> view;
    private readonly T[] values;

    /// <summary>What failed, by position; none where nothing did.</summary>
    private readonly Dictionary<int, Exception>? failures;

    private ComputedView(SeqView<T> view, T[] values, Dictionary<int, Exception>? failures)
        : base(view.Origin, values.Length)
    {
        this.view = view;
        this.values = values;
        this.failures = failures;
    }

    public override int Count => values.Length;

    protected override IReadOnlyList<object> Sources => ((IView)view).Sources;

    internal override bool ReadsByIndex => true;

    internal override bool CannotFail => failures is null;

    internal override bool LiesInMemory => true;

    internal override ArraySegment<T> Segment => failures is null ? new(values) : default;

    /// <summary>Evaluates a view in one pass.</summary>
    /// <returns>
    /// What holds the results; the view itself where they lie in memory, where it has no end, where somebody has to
    /// dispose of it, and where its length can't be told.
    /// </returns>
    public static SeqView<T> Of(SeqView<T> view, Func<bool> isWanted)
    {
        if (IsLeftAsItIs(view))
        {
            return view;
        }

        Results results = new(view);
        using var pass = view.Enumerate(0);
        while (isWanted())
        {
            try
            {
                if (!pass.MoveNext())
                {
                    return results.Whole();
                }

                results.Add(Whole(pass.Current, isWanted));
            }
            catch (Exception e)
            {
                if (!results.TryAdd(e))
                {
                    return view;
                }
            }
        }

        return results.Unfinished();
    }

    /// <summary>Evaluates a view, and awaits what it reads that is computed ahead, one after the other.</summary>
    public static async ValueTask<SeqView<T>> OfAsync(SeqView<T> view, CancellationToken cancellationToken)
    {
        if (IsLeftAsItIs(view))
        {
            return view;
        }

        if (!view.IsComputedAhead)
        {
            return Of(view, () => !cancellationToken.IsCancellationRequested);
        }

        Results results = new(view);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!view.HoldsNow(results.Count))
                {
                    return results.Whole();
                }

                var element = await view.ReadAsync(results.Count, cancellationToken).ConfigureAwait(false);
                results.Add(await WholeAsync(element, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                if (!results.TryAdd(e))
                {
                    return view;
                }
            }
        }

        return results.Unfinished();
    }

    /// <summary>An element, evaluated whole where it is a view of the library.</summary>
    public static T Whole(T element, Func<bool> isWanted) =>
        IsView(element) ? (T)((IWhole)element!).EvaluateWhole(typeof(T), isWanted) : element;

    /// <summary>The same for code that awaits.</summary>
    public static ValueTask<T> WholeAsync(T element, CancellationToken cancellationToken) =>
        IsView(element) ? EvaluateWholeAsync((IWhole)element!, cancellationToken) : new(element);

    /// <summary>Whether an element is a view of the library.</summary>
    public static bool IsView(T element) => !typeof(T).IsValueType && element is IWhole;

    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) =>
        failures is not null && failures.TryGetValue(index, out var failure)
            ? Outcome<T>.Of(failure).Open(this, index)
            : values[index];

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = values;
        return failures is null;
    }

    /// <summary>Its elements are there, whatever stands in for what they were evaluated from.</summary>
    internal override SeqView<T> Over(Substitution sources) => this;

    /// <summary>The failures have the trail of the view already.</summary>
    internal override void Trace(EvaluationException failure, int index)
    {
        // Nothing is to be added.
    }

    private static async ValueTask<T> EvaluateWholeAsync(IWhole view, CancellationToken cancellationToken) =>
        (T)await view.EvaluateWholeAsync(typeof(T), cancellationToken).ConfigureAwait(false);

    private static bool IsLeftAsItIs(SeqView<T> view) => view.IsEndless || view is IDisposable || IsAtHand(view);

    /// <summary>Whether there is nothing to evaluate, in the elements neither.</summary>
    private static bool IsAtHand(SeqView<T> view)
    {
        if (view is ComputedView<T>)
        {
            return true;
        }

        if (!view.TryGetSpan(out var span))
        {
            return false;
        }

        foreach (ref readonly var element in typeof(T).IsValueType ? [] : span)
        {
            if (IsView(element))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What has come of the elements of a view so far.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Results(SeqView<T> view)
    {
        private readonly List<T> values = [];
        private Dictionary<int, Exception>? failures;

        public int Count => values.Count;

        public void Add(T value) => values.Add(value);

        /// <summary>Adds a failure, if it is one of an element, and not of the way to the end of the view.</summary>
        public bool TryAdd(Exception failure)
        {
            if (!IsElement(Count))
            {
                return false;
            }

            Fail(failure);
            return true;
        }

        public ComputedView<T> Whole() => new(view, [.. values], failures);

        /// <summary>
        /// What nobody wants is only disposed of: what was not evaluated must not be for that, either.
        /// </summary>
        public ComputedView<T> Unfinished()
        {
            Fail(new OperationCanceledException($"{view} was not wanted any more."));
            return Whole();
        }

        private void Fail(Exception failure)
        {
            (failures ??= []).Add(Count, failure);
            values.Add(default!);
        }

        private bool IsElement(int index)
        {
            try
            {
                return view.HoldsNow(index);
            }
            catch (EvaluationException)
            {
                return false;
            }
        }
    }
}
