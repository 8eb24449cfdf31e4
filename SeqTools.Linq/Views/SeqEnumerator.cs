using System.Collections;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An enumerator with the manners of LINQ's own: <see cref="Current"/> is <see langword="default"/> after the end,
/// which is final and which <see cref="Dispose"/> brings about early, and after an element that failed it goes on with
/// the next one (which an iterator method can't).
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class SeqEnumerator<T>(int start) : IEnumerator<T>
{
    /// <summary>Past every index, so that the end is final even where a list grows later.</summary>
    private const int Ended = int.MaxValue;

    private int next = start;
    private bool isClosed;

    public T Current { get; protected set; } = default!;

    object? IEnumerator.Current => Current;

    protected bool HasEnded => next == Ended;

    /// <summary>The index that the next step evaluates.</summary>
    protected int Next => next;

    public abstract bool MoveNext();

    /// <summary>
    /// The same step, for a caller that guards it, and has the view tell of what is thrown: stages that follow each
    /// other so share one guard, the outermost, which alone counts the steps.
    /// </summary>
    internal virtual bool Advance(out T element, ref LastCall call)
    {
        var isThere = MoveNext();
        element = Current;
        return isThere;
    }

    public void Dispose()
    {
        End();
        if (!isClosed)
        {
            isClosed = true;
            Close();
        }
    }

    public void Reset() => throw new NotSupportedException();

    /// <summary>The position to evaluate; it is passed even if its element fails.</summary>
    protected int Step() => next == Ended ? Ended : next++;

    /// <summary>The position to evaluate, unless the enumeration has ended.</summary>
    protected bool StepTo(out int index)
    {
        index = next;
        if (index == Ended)
        {
            return false;
        }

        next = index + 1;
        return true;
    }

    /// <summary>Lets go of what is enumerated. Called once.</summary>
    protected virtual void Close()
    {
        // Who reads by index holds nothing between two reads.
    }

    protected bool Show(T element)
    {
        Current = element;
        return true;
    }

    protected bool End()
    {
        next = Ended;
        Current = default!;
        return false;
    }
}
