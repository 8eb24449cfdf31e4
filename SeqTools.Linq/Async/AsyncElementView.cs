using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An awaited view that applies user code to each element of one source.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class AsyncElementView<TSource, T>(AsyncSeqView<TSource> source, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, source.Length, source), IView
{
    /// <summary>A stage beneath that has no name belongs to this one.</summary>
    long IView.Reach(long elements) => ((IView)source).IsUserStage ? elements : ((IView)source).Reach(elements);

    /// <summary>The rule of an element; what it throws is the user's.</summary>
    protected abstract ValueTask<T> ApplyAsync(TSource element, int index, CancellationToken cancellationToken);

    /// <summary>What the user's function was given.</summary>
    protected virtual object? InputOf(TSource element) => element;

    /// <summary>Whether what the user's function threw is to be wrapped; awaited ones were given the token.</summary>
    protected virtual bool IsToBeWrapped(Exception failure, CancellationToken cancellationToken) =>
        EvaluationException.Catches(failure);

    internal sealed override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        TSource element;
        try
        {
            element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }

        try
        {
            return await ApplyAsync(element, index, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsToBeWrapped(e, cancellationToken))
        {
            throw EvaluationException.Of(e, this, index, InputOf(element));
        }
    }
}
