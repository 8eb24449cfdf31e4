using System.Diagnostics;

namespace SeqTools.Linq;

internal abstract partial class Length
{
    /// <summary>
    /// Another length, and so many more or fewer, kept within bounds: slices of slices and of what is appended to fold
    /// into one. Past the bound of the other length there may be more than can be counted.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class ClampedLength(Length length, long shift, long lower, long upper, ViewOrigin origin)
        : Length(length.mayEvaluate)
    {
        protected override bool IsShallow => length.IsRoot;

        public override int Count => Checked(IsFull ? upper : Math.Clamp(length.Count + shift, lower, upper), origin);

        protected override bool EvaluatesNow => length.Evaluates;

        /// <summary>Whether there is all that is let through, where that takes less than counting.</summary>
        private bool IsFull =>
            Evaluates && lower < upper && upper - shift < TooMany
            && length.HoldsPosition(upper - shift - 1, isCounting: true);

        public override bool Holds(int index, bool isCounting) =>
            index < lower ? index >= 0 : index < upper && length.HoldsPosition(index - shift, isCounting);

        public override bool IsBehindFailure(int index) =>
            index >= 0 && index < upper && index - shift is >= 0 and <= int.MaxValue
            && length.IsBehindFailure((int)(index - shift));

        public override bool MayReach(int index) =>
            index < lower
            || (index < upper && index - shift <= int.MaxValue && length.MayReach((int)(index - shift)));

        public override Length Clip(int less, int most) => new ClampedLength(
            length, shift - less, Math.Clamp(lower - less, 0, most), Math.Clamp(upper - less, 0, most), origin);

        protected override Length Plus(long more, ViewOrigin origin) =>
            new ClampedLength(length, shift + more, lower + more, upper + more, origin);
    }
}
