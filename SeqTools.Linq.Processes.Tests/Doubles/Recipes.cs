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
}
