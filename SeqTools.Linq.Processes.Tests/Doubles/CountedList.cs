using System.Collections;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>A list that is no view, and counts how many of it are made, and disposed of, in this process.</summary>
internal sealed class CountedList(int count) : IReadOnlyList<int>, IDisposable
{
    private static int made;
    private static int disposed;

    public static int Made => made;

    public static int Disposed => disposed;

    public int Count => count;

    public int this[int index] => index;

    public static IReadOnlyList<int> Make(int count)
    {
        Interlocked.Increment(ref made);
        return new CountedList(count);
    }

    public void Dispose() => Interlocked.Increment(ref disposed);

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
