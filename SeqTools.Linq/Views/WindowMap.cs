namespace SeqTools.Linq;

/// <summary>Where windows of one size stand.</summary>
internal static class WindowMap
{
    /// <summary>How many elements lie within so many windows.</summary>
    public static long Reach(long windows, int size, int step) => ((windows - 1) * step) + size;

    public static Length LengthOver(Length source, int size, int step) =>
        source.ThenToTheEnd(
            count => count < size ? 0 : ((count - size) / step) + 1,
            (length, index, isCounting) => length.HoldsPosition(((long)index * step) + size - 1, isCounting));
}
