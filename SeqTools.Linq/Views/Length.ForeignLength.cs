using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class ForeignLength(Func<int> count, object userList) : Length
    {
        protected override bool IsRoot => true;

        public override int Count
        {
            get
            {
                try
                {
                    return Counted(count());
                }
                catch (Exception e) when (EvaluationException.Catches(e))
                {
                    throw EvaluationException.OfCount(e, userList);
                }
            }
        }
    }
}
