using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Enumerates a sequence in one pass, and takes note of its end.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SequenceEnumerator<T>(SeqView<T> view, IEnumerable<T> sequence, Cursors<T>? cursors)
    : SeqEnumerator<T>(start: 0)
{
    private IEnumerator<T>? elements;
    private bool hasFailed;

    public override bool MoveNext()
    {
        if (!StepTo(out var index))
        {
            return false;
        }

        StopIfBroken();
        if (!TryMove(index))
        {
            End();
            NoteEnd(index);
            return false;
        }

        if (cursors?.Passes.Continue(index, Current) == false)
        {
            cursors.Discard(Current);
            StopIfBroken();
        }

        if (cursors?.IsPastEnd(index) == true)
        {
            var failure = cursors.TooLong(Current);
            End();
            throw failure;
        }

        return true;
    }

    protected override void Close() => elements?.Dispose();

    /// <summary>Most enumerators end where they fail, which is not the end of the sequence.</summary>
    private void NoteEnd(int index)
    {
        if (!hasFailed)
        {
            cursors?.EndAt(index);
        }
    }

    /// <summary>The sequence was seen to give something else at each pass: this one may have gone wrong, too.</summary>
    private void StopIfBroken()
    {
        if (cursors?.Passes.IsBroken == true)
        {
            End();
            cursors.Passes.ThrowIfBroken();
        }
    }

    private bool TryMove(int index)
    {
        var failedBefore = hasFailed;
        hasFailed = true;
        try
        {
            elements ??= sequence.GetEnumerator();
            var isThere = elements.MoveNext();
            Current = isThere ? elements.Current : default!;
            hasFailed = failedBefore;
            return isThere;
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            cursors?.Passes.Fail(index - 1, e);
            StopIfBroken();
            throw EvaluationException.Of(e, view, index);
        }
    }
}
