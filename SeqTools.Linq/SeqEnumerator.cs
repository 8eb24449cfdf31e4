using System.Collections;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An enumerator with the manners of LINQ's own: <see cref="Current"/> is <see langword="default"/> after the end, which is final and which
/// <see cref="Dispose"/> brings about early, and after an element that failed it goes on with the next one (which an iterator method can't).
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

    public abstract bool MoveNext();

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

    /// <summary>Has the same position evaluated again at the next step.</summary>
    protected void StepBack() => next--;

    /// <summary>Lets go of what is enumerated. Called once.</summary>
    protected abstract void Close();

    protected bool End()
    {
        next = Ended;
        Current = default!;
        return false;
    }
}

/// <summary>Enumerates a view by reading one index after the other.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class IndexEnumerator<T>(SeqView<T> view, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if (!view.HoldsNow(index))
        {
            return End();
        }

        Current = view.Read(index);
        return true;
    }

    protected override void Close()
    {
        // Nothing is held between two reads.
    }
}
