using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that has the elements of its source, read in whatever way is best there.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal class IdentityView<T>(SeqView<T> source, ViewOrigin origin) : OperatorView<T>(origin, source.Length, source)
{
    internal sealed override bool PrefersPass => source.PrefersPass;

    internal sealed override bool IsComputedAhead => source.IsComputedAhead;

    public sealed override ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default)
    {
        if (!IsComputedAhead)
        {
            return base.GetAsync(index, cancellationToken);
        }

        CheckBounds(index);
        return AwaitAsync(index, cancellationToken);
    }

    public sealed override IAsyncEnumerable<T> ToAsyncEnumerable() =>
        IsComputedAhead ? new AwaitedSequence<T>(this, source.ToAsyncEnumerable()) : base.ToAsyncEnumerable();

    internal sealed override T Read(int index)
    {
        try
        {
            return source.Read(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal sealed override SeqEnumerator<T> Enumerate(int start) =>
        new Enumerator(this, source.Enumerate(start), start);

    internal sealed override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        new Enumerator(this, source.EnumeratePart(start, count), start);

    internal sealed override void Fill(int start, Span<T> destination)
    {
        try
        {
            source.Fill(start, destination);
        }
        catch (EvaluationException e) when (e.PassedBy(this, e.Position))
        {
            throw;
        }
    }

    internal sealed override bool TryGetSpan(out ReadOnlySpan<T> span) => source.TryGetSpan(out span);

    internal override SeqView<T> Over(Substitution sources) => new IdentityView<T>(sources.Of(source), Origin);

    private async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            return await source.GetAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(IdentityView<T> view, SeqEnumerator<T> source, int start)
        : StageEnumerator<T, T>(view, source, start)
    {
        internal override bool Advance()
        {
            if (!Source.Advance())
            {
                return End();
            }

            Step();
            Current = Source.Current;
            return true;
        }
    }
}
