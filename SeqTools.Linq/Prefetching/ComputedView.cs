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
        if (view.IsEndless || view is IDisposable || IsAtHand(view))
        {
            return view;
        }

        List<T> values = [];
        Dictionary<int, Exception>? failures = null;
        using var pass = view.Enumerate(0);
        while (isWanted())
        {
            try
            {
                if (!pass.MoveNext())
                {
                    return new ComputedView<T>(view, [.. values], failures);
                }

                values.Add(Whole(pass.Current, isWanted));
            }
            catch (Exception e)
            {
                if (!IsElement(view, values.Count))
                {
                    return view;
                }

                (failures ??= []).Add(values.Count, e);
                values.Add(default!);
            }
        }

        return Unfinished(view, values, failures);
    }

    /// <summary>An element, evaluated whole where it is a view of the library.</summary>
    public static T Whole(T element, Func<bool> isWanted) =>
        IsView(element) ? (T)((IWhole)element!).EvaluateWhole(typeof(T), isWanted) : element;

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

    /// <summary>Whether it is an element that failed, and not the way to the end of the view.</summary>
    private static bool IsElement(SeqView<T> view, int index)
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

    /// <summary>What nobody wants is only disposed of: what was not evaluated must not be for that, either.</summary>
    private static ComputedView<T> Unfinished(
        SeqView<T> view, List<T> values, Dictionary<int, Exception>? failures)
    {
        (failures ??= []).Add(values.Count, new OperationCanceledException($"{view} was not wanted any more."));
        values.Add(default!);
        return new(view, [.. values], failures);
    }
}
