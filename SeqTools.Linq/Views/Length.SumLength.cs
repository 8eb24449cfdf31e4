using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class SumLength(
        KeyValuePair<Length, long>[] live, long known, bool isEndless, ViewOrigin origin)
        : Length(Array.Exists(live, summand => summand.Key.mayEvaluate))
    {
        /// <summary>
        /// The lengths that can change, each once, and how often it is there: what a chain adds to itself stays one
        /// summand.
        /// </summary>
        public KeyValuePair<Length, long>[] Live => live;

        public long Known => known;

        public override bool IsEndless => isEndless;

        protected override bool IsShallow => Array.TrueForAll(live, summand => summand.Key.IsRoot);

        protected override bool EvaluatesNow => Array.Exists(live, summand => summand.Key.Evaluates);

        public override int Count
        {
            get
            {
                var count = known;
                foreach (var (length, times) in live)
                {
                    count = Checked(count + (times * length.Count), origin);
                }

                return (int)count;
            }
        }

        protected override Length Plus(long more, ViewOrigin origin) =>
            new SumLength(live, Math.Min(TooMany, known + more), isEndless, origin);

        /// <summary>Takes off what is known first, then one length after the other, as far as it must.</summary>
        public override bool Holds(int index, bool isCounting)
        {
            if (!Evaluates)
            {
                return base.Holds(index);
            }

            var left = index - known;
            foreach (var (length, times) in live.OrderBy(summand => summand.Key.Evaluates))
            {
                if (left < 0 || (length.Evaluates && length.HoldsPosition(left / times, isCounting)))
                {
                    return index >= 0;
                }

                left -= times * length.Count;
            }

            return index >= 0 && left < 0;
        }
    }
}
