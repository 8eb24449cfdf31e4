using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>What tests have evaluated in workers.</summary>
internal static class Recipes
{
    public static SeqView<int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);

    public static SeqView<int> ProcessIds(int count) => Seq.Range(0, count).Select(_ => Environment.ProcessId);

    /// <summary>Elements that sit in a native call.</summary>
    public static SeqView<int> Sleepers(int count) => Seq.Range(0, count).Select(n => (int)Native.Sleep(3600) + n);

    /// <summary>Elements of a list whose disposal does not end.</summary>
    public static IReadOnlyList<int> Clinging(int count) => new ClingingList(count);

    /// <summary>Elements of a list that is not built in a time that anybody waits.</summary>
    public static SeqView<int> NeverBuilt(int count)
    {
        _ = Native.Sleep(3600);
        return Seq.Range(0, count);
    }

    public static SeqView<string> Texts(string prefix) =>
        Seq.Range(0, 100).Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}"));

    public static SeqView<byte[]> Blocks(int size) => Seq.Range(0, 1000).Select(n => Block(n, size));

    public static byte[] Block(int number, int size)
    {
        var block = new byte[size];
        new Random(number).NextBytes(block);
        return block;
    }

    public static SeqView<string> Halves(int count) =>
        Seq.Range(0, count).Select(n => string.Create(CultureInfo.CurrentCulture, $"{n / 2.0}"));

    public static SeqView<int> Printing(int count) => Seq.Range(0, count).Select(n =>
    {
        Console.WriteLine($"managed {n}");
        _ = Native.Print($"native {n}");
        _ = Native.Flush(0);
        return n;
    });

    /// <summary>The first element, evaluated in a worker.</summary>
    public static T FirstOf<T>(Recipe<T> recipe)
    {
        using var view = recipe.InProcesses(1, 1);
        return view[0];
    }

    /// <summary>What a process has open and in its environment that a worker has started.</summary>
    public static SeqView<string> Descriptors(int count) => Seq.Range(0, count).Select(_ =>
    {
        using var child = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "env; for f in /proc/$$/fd/*; do readlink $f; done"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        return child.StandardOutput.ReadToEnd();
    });

    private sealed class ClingingList(int count) : IReadOnlyList<int>, IDisposable
    {
        public int Count => count;

        public int this[int index] => index;

        public void Dispose() => _ = Native.Sleep(3600);

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
