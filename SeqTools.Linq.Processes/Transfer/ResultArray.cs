namespace SeqTools.Linq.Processes;

/// <summary>Arrays for results.</summary>
internal static class ResultArray
{
    /// <summary>From about here on, the collector gives an array pages that nobody has written to yet.</summary>
    private const int LeastOfFreshPages = 128 * 1024;

    /// <summary>
    /// An array that is about to be written as a whole. Its pages are asked for at once: one after another, as each is
    /// first written to, they take longer than the copy.
    /// </summary>
    public static byte[] Of(int length)
    {
        var array = GC.AllocateUninitializedArray<byte>(length);
        if (length >= LeastOfFreshPages && OperatingSystem.IsLinux())
        {
            Unix.Populate(array);
        }

        return array;
    }
}
