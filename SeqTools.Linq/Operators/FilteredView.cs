using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>The elements of a list that fit, with an index: what <c>Filter</c> returns.</summary>
/// <remarks>
/// It keeps where they stand, as far as it has looked, and can be read from several threads.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class FilteredView<T> : SeqView<T>
{
    private readonly SeqView<T> source;
    private readonly Func<T, bool> predicate;
    private readonly FilterSearch<T> search;

    private FilteredView(SeqView<T> source, Func<T, bool> predicate, FilterSearch<T> search, ViewOrigin origin)
        : base(origin, new FilterLength<T>(search), isComputedAhead: source.IsComputedAhead)
    {
        this.source = source;
        this.predicate = predicate;
        this.search = search;
    }

    /// <summary>The number of elements that fit. The first reading looks through the whole list.</summary>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)source).UserSources;

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal static FilteredView<T> Over(SeqView<T> source, Func<T, bool> predicate, ViewOrigin origin) =>
        new(source, predicate, new(source, predicate, origin), origin);

    internal override T Read(int index) => TryFind(index, out var element) ? element : throw Missing(index);

    /// <summary>Where the search fails, there is no element further than the list reaches.</summary>
    internal override bool TryRead(int index, [MaybeNullWhen(false)] out T element)
    {
        try
        {
            return TryFind(index, out element);
        }
        catch (EvaluationException)
        {
            if (search.MayFind(index))
            {
                throw;
            }

            element = default;
            return false;
        }
    }

    /// <summary>An element that is evaluated to be found is not evaluated once more to be read.</summary>
    private bool TryFind(int index, [MaybeNullWhen(false)] out T element)
    {
        try
        {
            var found = search.Find(index, out var position);
            element = found.IsEvaluated ? found.Element : found.Exists ? Element(position, index) : default;
            return found.Exists;
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    /// <summary>The search blocks; where the element is found, it is awaited.</summary>
    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var found = search.Find(index, out var position);
            return found.IsEvaluated ? found.Element!
                : found.Exists && source.HoldsNow(position)
                    ? await source.ReadAsync(position, cancellationToken).ConfigureAwait(false)
                    : throw Missing(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        start == 0 ? new Pass(this) : base.Enumerate(start);

    /// <summary>With a search of its own, so that what this one has found stays out of it.</summary>
    internal override SeqView<T> Over(Substitution sources) => Over(sources.Of(source), predicate, Origin);

    private T Element(int position, int index) =>
        source.HoldsNow(position) ? source.Read(position) : throw Missing(index);

    private ArgumentOutOfRangeException Missing(int index) =>
        new(nameof(index), index, $"There is no element {index} any more in {this}: the list has become shorter.");

    /// <summary>
    /// Goes from position to position, and behind those that fail; what it finds is found for all, and an element that
    /// it was the first to look at is not evaluated twice.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(FilteredView<T> view) : SeqEnumerator<T>(start: 0)
    {
        private int position;
        private int place;

        public override bool MoveNext()
        {
            if (!StepTo(out var index))
            {
                return false;
            }

            try
            {
                var found = Find();
                if (!found.Fits)
                {
                    return End();
                }

                Current = found.IsEvaluated ? found.Element! : view.Element(position - 1, index);
                return true;
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }
        }

        /// <summary>Passes the position that it comes to, found or failed.</summary>
        private Judgement<T> Find()
        {
            try
            {
                return view.search.FindFrom(ref position, ref place);
            }
            finally
            {
                position++;
            }
        }
    }
}
