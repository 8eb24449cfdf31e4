using System.Diagnostics;

namespace SeqTools.Linq;

[DebuggerStepThrough, StackTraceHidden]
internal sealed class MemoizedView<T> : OperatorView<T>
{
    private readonly SeqView<T> source;
    private readonly AllResults<T> results = new();
    private readonly SingleFlight<T> evaluations;

    public MemoizedView(SeqView<T> source, ViewOrigin origin)
        : base(origin, source.Length, source)
    {
        this.source = source;
        evaluations = new(source, results, origin);
    }

    internal override T Read(int index) =>
        results.TryFind(index, out var value) ? value : evaluations.Read(index).Open(this, index);

    /// <summary>With results of its own, so that those that are kept stay out of it.</summary>
    internal override SeqView<T> Over(Substitution sources) => new MemoizedView<T>(sources.Of(source), Origin);
}
