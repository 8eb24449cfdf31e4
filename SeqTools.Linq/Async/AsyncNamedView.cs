using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited operator of the user's own that several stages make up: what <see cref="NamedView{T}"/> is to lists.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncNamedView<T>(AsyncSeqView<T> source, OperatorStages stages, ViewOrigin origin)
    : AsyncIdentityView<T>(source, origin), IView
{
    private readonly AsyncSeqView<T> source = source;

    protected override IReadOnlyList<object> Sources => stages.Sources;

    IReadOnlyList<object> IView.AllSources => [source];

    internal override void Trace(EvaluationException failure, int index) => failure.Replace(stages, Origin, index);
}
