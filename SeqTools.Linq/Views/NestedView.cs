using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view of the elements of the lists in a list. A read evaluates one list, and a pass over the view evaluates each
/// once.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class NestedView<T>(Lists<T> lists, Length length, ViewOrigin origin)
    : OperatorView<T>(origin, length, lists.Source)
{
    /// <summary>A read at a time would look for the list once for every element of it.</summary>
    internal sealed override bool PrefersPass => true;

    protected Lists<T> Lists => lists;

    /// <summary>The number of elements of one of the lists.</summary>
    public static int CountOf(IReadOnlyList<T>? list, int number, ViewOrigin origin) =>
        ListView.Of(list ?? throw new InvalidOperationException($"The list at {number} is null that {origin} reads."))
            .CountNow();

    /// <summary>The list that an index stands in, and the position there.</summary>
    protected abstract (int List, int Index) Locate(int index);

    /// <summary>How many elements of a list are in the view, where that is known without looking at it.</summary>
    protected abstract int? Share(int number);

    /// <summary>How many elements of a list are in the view that turns out to have so many.</summary>
    protected abstract int Measure(int number, int count);

    internal sealed override T Read(int index)
    {
        try
        {
            var (number, position) = Locate(index);
            return Element(lists.Read(number), number, position, index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal sealed override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var (number, position) = Locate(index);
            var list = await lists.ReadAsync(number, cancellationToken).ConfigureAwait(false);
            return list is SeqView<T> { IsComputedAhead: true } view && view.HoldsNow(position)
                ? await view.ReadAsync(position, cancellationToken).ConfigureAwait(false)
                : Element(list, number, position, index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal sealed override SeqEnumerator<T> Enumerate(int start) => new Pass(this, start);

    private T Element(IReadOnlyList<T>? list, int number, int position, int index)
    {
        try
        {
            if (position < list?.Count)
            {
                return list is SeqView<T> view ? view.Read(position) : list[position];
            }
        }
        catch (Exception e) when (list is not SeqView<T> && EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }

        throw new InvalidOperationException(
            $"The list at {number} has {CountOf(list, number, Origin)} elements: "
            + $"there is none at {position}, which {this} reads as element {index}.");
    }

    /// <summary>
    /// Goes through list after list, each of which it holds on to as long as its elements follow, in one pass over the
    /// lists. It needs no length ahead: a list that fails is passed like an element, unless it is known to have more.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass : GuardedEnumerator<T>
    {
        private const int None = -1;

        private readonly NestedView<T> view;
        private readonly Func<int, IReadOnlyList<T>> evaluate;
        private SeqEnumerator<IReadOnlyList<T>>? pass;

        /// <summary>The list that the pass comes to next.</summary>
        private int ahead;
        private IReadOnlyList<T>? list;
        private int held = None;

        /// <summary>Where the next element stands.</summary>
        private int number = None;
        private int position;

        /// <summary>How many elements the list has there that it stands in.</summary>
        private int? share;

        public Pass(NestedView<T> view, int start)
            : base(view, start)
        {
            this.view = view;
            evaluate = Evaluate;
        }

        protected override bool MoveTo(int index)
        {
            if (number == None)
            {
                (number, position) = index == 0 ? (0, 0) : view.Locate(index);
                share = view.Share(number);
            }

            while (!(position < share))
            {
                if (share is not null)
                {
                    GoOn();
                }

                if (!view.Lists.Source.HoldsNow(number))
                {
                    return false;
                }

                share ??= Look();
            }

            var at = position++;
            Hold(number);
            return Show(view.Element(list, number, at, index));
        }

        protected override void Close() => pass?.Dispose();

        private void GoOn()
        {
            (number, position) = (number + 1, 0);
            share = view.Share(number);
        }

        /// <summary>Looks how long the list is; where that fails, the next step is behind it.</summary>
        private int Look()
        {
            var (at, from) = (number, position);
            GoOn();
            Hold(at);
            var count = view.Measure(at, CountOf(list, at, view.Origin));
            (number, position) = (at, from);
            return count;
        }

        private void Hold(int wanted)
        {
            if (wanted != held)
            {
                held = None;
                list = view.Lists.Read(wanted, evaluate);
                held = wanted;
            }
        }

        private IReadOnlyList<T> Evaluate(int wanted)
        {
            if (pass is null || wanted != ahead)
            {
                pass?.Dispose();
                pass = view.Lists.Source.Enumerate(wanted);
            }

            ahead = wanted + 1;
            return pass.MoveNext() ? pass.Current : view.Lists.Source.Read(wanted);
        }
    }
}
