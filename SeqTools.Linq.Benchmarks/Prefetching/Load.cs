using System.Diagnostics;

namespace Benchmarks.Prefetching;

/// <summary>A kind of element: how many there are, what one costs, and how many workers compute them.</summary>
public sealed record Load(string Name, int Count, int Workers, Func<int, int> Element)
{
    /// <summary>
    /// One in ten, at random: at equal distances it would depend on the buffer whether two of them ever meet.
    /// </summary>
    private static readonly bool[] Expensive = Draw(10_000);

    public static IReadOnlyList<Load> All { get; } =
    [
        new("1 ns", 200_000, 2, i => i),
        new("1 µs", 50_000, 2, i => Spin(1_000, i)),
        new("10 µs", 10_000, 2, i => Spin(10_000, i)),
        new("100 µs", 2_000, 2, i => Spin(100_000, i)),
        new("uneven: 90 % 1 µs, 10 % 100 µs", 10_000, 2, i => Spin(Expensive[i] ? 100_000 : 1_000, i)),
        new("waits 2 ms, 16 workers", 1_000, 16, Wait),
        new("64 KiB array", 20_000, 2, i => Fill(i).Length + i),
    ];

    public override string ToString() => Name;

    private static bool[] Draw(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(10) == 0)];
    }

    /// <summary>Keeps the thread busy for so long, and returns the element.</summary>
    internal static int Spin(int nanoseconds, int element)
    {
        var end = Stopwatch.GetTimestamp() + (nanoseconds * Stopwatch.Frequency / 1_000_000_000);
        while (Stopwatch.GetTimestamp() < end)
        {
        }

        return element;
    }

    private static int Wait(int index)
    {
        Thread.Sleep(2);
        return index;
    }

    internal static byte[] Fill(int index)
    {
        var array = new byte[64 * 1024];
        array.AsSpan().Fill((byte)index);
        return array;
    }
}
