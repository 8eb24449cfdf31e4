using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>What tests have evaluated in workers.</summary>
internal static class Recipes
{
    public static SeqView<int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);

    public static SeqView<int> ProcessIds(int count) => Seq.Range(0, count).Select(_ => Environment.ProcessId);

    public static SeqView<string> Texts(string prefix) =>
        Seq.Range(0, 100).Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}"));

    public static SeqView<byte[]> Blocks(int size) => Seq.Range(0, 1000).Select(n => Block(n, size));

    public static byte[] Block(int number, int size)
    {
        var block = new byte[size];
        new Random(number).NextBytes(block);
        return block;
    }
}
