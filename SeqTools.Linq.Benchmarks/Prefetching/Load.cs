using System.Diagnostics;

namespace Benchmarks.Prefetching;

/// <summary>A kind of element: how many there are, what one costs, and how many workers compute them.</summary>
public sealed record Load(string Name, int Count, int Workers, Func<int, int> Element)
{
    public static IReadOnlyList<Load> All { get; } =
    [
        new("1 ns", 200_000, 2, i => i),
        new("1 µs", 50_000, 2, i => Spin(1) + i),
        new("10 µs", 10_000, 2, i => Spin(10) + i),
        new("100 µs", 2_000, 2, i => Spin(100) + i),
        new("uneven: 90 % 1 µs, 10 % 100 µs", 10_000, 2, i => Spin(i % 10 == 0 ? 100 : 1) + i),
        new("waits 2 ms, 16 workers", 1_000, 16, Wait),
        new("64 KiB array", 20_000, 2, i => Fill(i).Length + i),
    ];

    public override string ToString() => Name;

    private static int Spin(int microseconds)
    {
        var end = Stopwatch.GetTimestamp() + (microseconds * Stopwatch.Frequency / 1_000_000);
        var turns = 0;
        while (Stopwatch.GetTimestamp() < end)
        {
            turns++;
        }

        return turns & 1;
    }

    private static int Wait(int index)
    {
        Thread.Sleep(2);
        return index;
    }

    private static byte[] Fill(int index)
    {
        var array = new byte[64 * 1024];
        array.AsSpan().Fill((byte)index);
        return array;
    }
}
