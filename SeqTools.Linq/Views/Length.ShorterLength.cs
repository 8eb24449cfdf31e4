using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class ShorterLength(Length first, Length second) : Length(MayEvaluate([first, second]))
    {
        public override int Count => Math.Min(first.Count, second.Count);

        public override bool IsEndless => first.IsEndless && second.IsEndless;

        protected override bool EvaluatesNow => first.Evaluates || second.Evaluates;

        public override bool Holds(int index, bool isCounting) =>
            first.Holds(index, isCounting) && second.Holds(index, isCounting);

        public override bool IsBehindFailure(int index) =>
            first.IsBehindFailure(index) ? second.IsBehindFailure(index) || second.Holds(index)
            : second.IsBehindFailure(index) && first.Holds(index);
    }
}
