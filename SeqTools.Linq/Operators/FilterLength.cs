using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The number of elements that fit, for which all of them have to be judged. Whether there is one is found out by
/// looking no further than there.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FilterLength<T>(FilterSearch<T> search) : Length(mayEvaluate: true)
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

    protected override bool EvaluatesNow => !search.HasEnded;

    /// <summary>
    /// Behind an element that fails there may be one, as far as the list reaches: reading it tells what failed.
    /// </summary>
    public override bool Holds(int index, bool isCounting)
    {
        try
        {
            return index >= 0 && search.Find(index, out _).Exists;
        }
        catch (EvaluationException e) when (isCounting && EvaluationException.Catches(e))
        {
            throw EvaluationException.OfCount(e, this);
        }
        catch (EvaluationException) when (!isCounting)
        {
            return MayReach(index);
        }
    }

    public override bool MayReach(int index) => search.MayFind(index);
}
