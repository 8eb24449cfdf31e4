using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class DerivedLength(
        Length length, Func<int, int> count, Func<Length, int, bool, bool>? holds, bool isEndless)
        : Length(length.mayEvaluate)
    {
        public override int Count => count(length.Count);

        public override bool IsEndless => isEndless;

        protected override bool EvaluatesNow => length.Evaluates;

        public override bool Holds(int index, bool isCounting) =>
            holds is null || !Evaluates ? base.Holds(index) : index >= 0 && holds(length, index, isCounting);
    }
}
