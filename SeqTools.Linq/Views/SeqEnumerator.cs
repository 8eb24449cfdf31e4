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
    /// The same step, for a caller that hands what is thrown to <see cref="Tell"/>: stages that follow each other so
    /// share one guard, the outermost. A guard costs as much as a stage.
    /// </summary>
    internal virtual bool Advance() => MoveNext();

    /// <summary>
    /// The failure of a step as the stages up to this one tell it; null where it is to pass as it is. Called once for
    /// each step that failed: stages that it didn't reach pass the index. A stage that guards itself has told of it
    /// already.
    /// </summary>
    internal virtual EvaluationException? Tell(Exception failure, int index) => failure as EvaluationException;

    /// <summary>
    /// What to throw in place of a failure of a step that no stage has told yet. Meant for exception filters.
    /// </summary>
    internal EvaluationException? Wrap(Exception failure, int index)
    {
        var told = Tell(failure, index);
        return ReferenceEquals(told, failure) ? null : told;
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

    /// <summary>Has the same position evaluated again at the next step.</summary>
    protected void StepBack() => next--;

    /// <summary>Lets go of what is enumerated. Called once.</summary>
    protected virtual void Close()
    {
        // Who reads by index holds nothing between two reads.
    }

    protected bool End()
    {
        next = Ended;
        Current = default!;
        return false;
    }
}
