using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The length of a sequence, which is told, or asked for, or counted. Whether there is an element is found out by going
/// there.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SequenceLength<T>(Cursors<T> cursors) : Length(mayEvaluate: true)
{
    public override int Count => cursors.Count;

    protected override bool EvaluatesNow => cursors.KnownCount is null;

    /// <summary>An element that fails is there: reading it tells what failed.</summary>
    public override bool Holds(int index, bool isCounting)
    {
        if (cursors.KnownCount is { } known)
        {
            return (uint)index < (uint)known;
        }

        try
        {
            return index >= 0 && cursors.Holds(index);
        }
        catch (EvaluationException) when (!isCounting)
        {
            return index <= cursors.FailedAt;
        }
    }

    /// <summary>Not where it has come to its end since.</summary>
    public override bool IsBehindFailure(int index) => Evaluates && index > cursors.FailedAt;
}
