using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Evaluates elements that are not kept, each once however many readers ask for it. Readers that ask for others don't
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
            if (evaluation.Await() is { } others)
            {
                return others;
            }
        }

        using var here = Evaluating.Enter(new(evaluation.Node));
        var outcome = Evaluate(index, evaluate);
        End(index, evaluation, outcome.IsInterrupt ? null : outcome);
        return outcome;
    }

    /// <summary>An element of a view that is awaited from its source.</summary>
    public async ValueTask<T> AwaitAsync(
        SeqView<T> view, int index, SeqView<T> source, CancellationToken cancellationToken) =>
        (await ReadAsync(index, source, cancellationToken).ConfigureAwait(false)).Open(view, index);

    /// <summary>What came of an awaited element. That its reader has cancelled it is not shared, either.</summary>
    private async ValueTask<Outcome<T>> ReadAsync(int index, SeqView<T> source, CancellationToken cancellationToken)
    {
        var by = Evaluating.Here;
        Evaluation<T> evaluation;
        while (IsUnderWay(index, out evaluation))
        {
            if (await evaluation.AwaitAsync(by, cancellationToken).ConfigureAwait(false) is { } others)
            {
                return others;
            }
        }

        Evaluating.EnterFlow(new(evaluation.Node), by);
        var outcome = await EvaluateAsync(index, source, cancellationToken).ConfigureAwait(false);
        var isGivenUp = outcome.Error is OperationCanceledException && cancellationToken.IsCancellationRequested;
        End(index, evaluation, isGivenUp || outcome.IsInterrupt ? null : outcome);
        return outcome;
    }

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

    private void End(int index, Evaluation<T> evaluation, Outcome<T>? shared)
    {
        using (Uninterrupted.Lock(underWay))
        {
            underWay.Remove(index);
        }

        evaluation.End(shared);
    }

    /// <summary>
    /// Looks once more, now that no one else can be evaluating the element: one may just have kept it. Errors have to
    /// be wrapped here, whatever mode this thread has: the mode of each reader decides.
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

    private async ValueTask<Outcome<T>> EvaluateAsync(
        int index, SeqView<T> source, CancellationToken cancellationToken)
    {
        using var wrapped = SeqErrors.Wrapped();
        try
        {
            if (!kept.TryFind(index, out var value))
            {
                value = kept.Keep(index, await source.ReadAsync(index, cancellationToken).ConfigureAwait(false));
            }

            return new(value, null);
        }
        catch (Exception e)
        {
            return Outcome<T>.Of(e);
        }
    }
}
