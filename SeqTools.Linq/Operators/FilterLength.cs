using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The number of elements that fit, for which all of them have to be judged. Whether there is one is found out by
/// looking no further than there.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FilterLength<T>(FilterSearch<T> search) : Length
{
    public override int Count
    {
        get
        {
            try
            {
                return search.CountAll();
            }
            catch (EvaluationException e) when (EvaluationException.Catches(e))
            {
                throw EvaluationException.OfCount(e, this);
            }
        }
    }

    public override bool Evaluates => !search.HasEnded;

    /// <summary>Behind an element that fails there may be one: reading it tells what failed.</summary>
    public override bool Holds(int index)
    {
        try
        {
            return index >= 0 && search.TryLocate(index, out _);
        }
        catch (EvaluationException)
        {
            return true;
        }
    }
}
