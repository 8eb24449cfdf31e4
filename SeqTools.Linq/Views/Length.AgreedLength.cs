using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class AgreedLength(Length[] lengths, ViewOrigin origin) : Length(MayEvaluate(lengths))
    {
        protected override bool EvaluatesNow => Array.Exists(lengths, length => length.Evaluates);

        public override int Count
        {
            get
            {
                var count = lengths[0].Count;
                foreach (var length in lengths)
                {
                    if (length.Count != count)
                    {
                        throw new InvalidOperationException(Refusal(origin, Counts(lengths)));
                    }
                }

                return count;
            }
        }

        /// <summary>Lengths that evaluate are compared where the first of them ends.</summary>
        public override bool Holds(int index, bool isCounting) =>
            (Evaluates && AllHold(index, isCounting)) || base.Holds(index);

        private bool AllHold(int index, bool isCounting) =>
            Array.TrueForAll(lengths, length => length.Holds(index, isCounting));

        public static string Refusal(ViewOrigin origin, int[] counts) =>
            $"The lists of {origin} must be of one length, and have {string.Join(", ", counts)} elements.";
    }
}
