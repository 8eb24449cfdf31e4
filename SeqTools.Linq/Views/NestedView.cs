using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view of the elements of the lists in a list. A read evaluates one list, and a pass over the view evaluates each
/// once.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class NestedView<T>(SeqView<IReadOnlyList<T>> lists, Length length, ViewOrigin origin)
    : OperatorView<T>(origin, length, lists)
{
    /// <summary>A read at a time would evaluate each list once for every element of it.</summary>
    internal sealed override bool PrefersPass => true;

    protected SeqView<IReadOnlyList<T>> Lists => lists;

    /// <summary>The number of elements of one of the lists.</summary>
    public static int CountOf(IReadOnlyList<T>? list, int number) =>
        ListView.Of(list ?? throw new InvalidOperationException($"The list at {number} is null.")).CountNow();

    /// <summary>The list that an index stands in, and the position there.</summary>
    protected abstract (int List, int Index) Locate(int index);

    /// <summary>How many elements of a list are in the view: all that it has, if <see langword="null"/>.</summary>
    protected abstract int? Share(int number);

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
            $"The list at {number} has {CountOf(list, number)} elements: "
            + $"there is none at {position}, which {this} reads as element {index}.");
    }

    /// <summary>
    /// Holds on to a list as long as its elements follow, and goes to the next one in the same pass over the lists.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(NestedView<T> view, int start) : GuardedEnumerator<T>(view, start)
    {
        private const int None = -2;

        private SeqEnumerator<IReadOnlyList<T>>? pass;
        private IReadOnlyList<T>? list;
        private int held = None;

        protected override bool MoveTo(int index)
        {
            var (number, position) = view.Locate(index);
            var share = view.Share(number);
            return !(position >= share) && Hold(number) && position < (share ?? CountOf(list, number))
                && Show(view.Element(list, number, position, index));
        }

        protected override void Close() => pass?.Dispose();

        private bool Hold(int number)
        {
            if (number == held)
            {
                return true;
            }

            var next = pass is not null && number == held + 1 ? pass : Open(number);
            held = None;
            if (!next.MoveNext())
            {
                return false;
            }

            (list, held) = (next.Current, number);
            return true;
        }

        private SeqEnumerator<IReadOnlyList<T>> Open(int number)
        {
            pass?.Dispose();
            return pass = view.Lists.Enumerate(number);
        }
    }
}
