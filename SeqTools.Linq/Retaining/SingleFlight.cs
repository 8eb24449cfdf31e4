using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Evaluates elements that are not kept, each once however many threads ask for it. Threads that ask for others don't
/// wait.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SingleFlight<T>(IKeptResults<T> kept, ViewOrigin origin)
{
    private readonly Dictionary<int, Evaluation<T>> underWay = [];

    /// <summary>
    /// What came of an element. A failure is not kept, but those who waited for it share it; not an interrupt, which
    /// was meant for the thread that evaluated: of those who waited, one evaluates then.
    /// </summary>
    public Outcome<T> Read(int index, Func<int, T> evaluate)
    {
        Evaluation<T> evaluation;
        while (IsUnderWay(index, out evaluation))
        {
            var others = evaluation.Await();
            if (!IsInterrupt(others.Error))
            {
                return others;
            }
        }

        var outcome = Evaluate(index, evaluate);
        using (Uninterrupted.Lock(underWay))
        {
            underWay.Remove(index);
        }

        evaluation.End(outcome);
        return outcome;
    }

    private static bool IsInterrupt(Exception? error) =>
        error is ThreadInterruptedException or EvaluationException { InnerException: ThreadInterruptedException };

    private bool IsUnderWay(int index, out Evaluation<T> evaluation)
    {
        lock (underWay)
        {
            if (underWay.TryGetValue(index, out var others))
            {
                evaluation = others;
                return true;
            }

            evaluation = new(index, origin);
            underWay.Add(index, evaluation);
            return false;
        }
    }

    /// <summary>
    /// Looks once more, now that no other thread can be evaluating the element: one may just have kept it. Errors have
    /// to be wrapped here, whatever mode this thread has: the mode of each reader decides.
    /// </summary>
    private Outcome<T> Evaluate(int index, Func<int, T> evaluate)
    {
        using var wrapped = SeqErrors.Wrapped();
        try
        {
            if (!kept.TryFind(index, out var value))
            {
                value = kept.Keep(index, evaluate(index));
            }

            return new(value, null);
        }
        catch (Exception e)
        {
            return Outcome<T>.Of(e);
        }
    }
}
