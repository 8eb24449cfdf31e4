namespace SeqTools.Linq;

internal static class BatchMap
{
    public static Length LengthOver(Length source, int size, bool dropLast) =>
        source.ThenToTheEnd(
            count => dropLast ? count / size : Count(count, size),
            (length, index, isCounting) =>
                length.HoldsPosition(((long)index * size) + (dropLast ? size - 1 : 0), isCounting));

    public static int Count(int count, int size) => (count / size) + (count % size > 0 ? 1 : 0);
}
