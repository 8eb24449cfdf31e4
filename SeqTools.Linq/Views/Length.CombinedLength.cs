using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class CombinedLength(Length[] lengths, Func<Length[], int> count) : Length(MayEvaluate(lengths))
    {
        public override int Count => count(lengths);

        public override bool IsEndless => AreEndless(lengths);

        protected override bool EvaluatesNow => Array.Exists(lengths, length => length.Evaluates);
    }
}
