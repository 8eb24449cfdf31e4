using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>An operator of the user's own that several stages make up: one stage with a name of its own.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class NamedView<T>(SeqView<T> source, OperatorStages stages, ViewOrigin origin)
    : IdentityView<T>(source, origin), IView
{
    private readonly SeqView<T> source = source;

    protected override IReadOnlyList<object> Sources => stages.Sources;

    IReadOnlyList<object> IView.AllSources => [source];

    /// <summary>The stages that make it up are made anew, too, and nothing stands in for them.</summary>
    internal override SeqView<T> Over(Substitution sources) =>
        new NamedView<T>(new Within(stages, sources).Of(source), stages, Origin);

    internal override void Trace(EvaluationException failure, int index) => failure.Replace(stages, Origin, index);

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Within(OperatorStages stages, Substitution outside) : Substitution
    {
        public override SeqView<TElement> Of<TElement>(SeqView<TElement> view) =>
            view.IsUserStage && !stages.Holds(view) ? outside.Of(view) : base.Of(view);

        protected override SeqView<TElement> Substitute<TElement>(SeqView<TElement> view, SeqView<TElement> anew) =>
            stages.Holds(view) ? anew : outside.InPlaceOf(view, anew);
    }
}
