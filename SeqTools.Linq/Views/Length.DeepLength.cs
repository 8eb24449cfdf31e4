using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class DeepLength(Length length) : Length(length.mayEvaluate)
    {
        public override bool IsEndless { get; } = length.IsEndless;

        protected override bool EvaluatesNow =>
            FreshStack.HasRoom
                ? length.Evaluates
                : FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => length.Evaluates);

        public override int Count =>
            FreshStack.HasRoom
                ? length.Count
                : FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => length.Count);

        public override bool Holds(int index, bool isCounting) =>
            FreshStack.HasRoom ? length.Holds(index, isCounting) : HoldsElsewhere(index, isCounting);

        public override bool IsBehindFailure(int index) =>
            FreshStack.HasRoom ? length.IsBehindFailure(index) : IsBehindFailureElsewhere(index);

        private bool IsBehindFailureElsewhere(int index) =>
            FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => length.IsBehindFailure(index));

        private bool HoldsElsewhere(int index, bool isCounting) =>
            FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => length.Holds(index, isCounting));
    }
}
