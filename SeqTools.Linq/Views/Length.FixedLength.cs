using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class FixedLength(int count, bool isEndless) : Length
    {
        public override int Count => count;

        public override bool IsFixed => true;

        protected override bool IsRoot => true;

        public override bool IsEndless => isEndless;
    }
}
