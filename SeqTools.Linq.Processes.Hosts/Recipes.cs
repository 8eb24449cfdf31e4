using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using SeqTools.Linq;

namespace Hosts;

/// <summary>What the workers of the program evaluate.</summary>
internal static class Recipes
{
    /// <summary>Set where the program begins with <c>RunIfWorker</c>: in its workers, too.</summary>
    public const string IsPrepared = "HOSTS_PREPARED";

    /// <summary>How this process was started, as far as it can be told from within.</summary>
    public static SeqView<string> Ways(int count) => Seq.Range(0, count).Select(_ =>
        Assembly.GetEntryAssembly()?.GetName().Name == "SeqTools.Linq.Processes" ? "exec"
        : Environment.GetEnvironmentVariable(IsPrepared) is not null ? "self"
        : "hook");

    public static SeqView<int> Processes(int count) => Seq.Range(0, count).Select(_ => Environment.ProcessId);

    public static SeqView<string> Names(Naming naming) => Seq.Range(0, naming.Count).Select(
        n => string.Create(CultureInfo.InvariantCulture, $"{naming.Prefix}{n}"));

    public static SeqView<byte[]> Blocks(int size) => Seq.Range(0, 20).Select(n =>
    {
        var block = new byte[size];
        Array.Fill(block, (byte)n);
        return block;
    });

    public static SeqView<int> Numbers(string[] texts) => texts.Select(s => int.Parse(s, CultureInfo.InvariantCulture));

    public static SeqView<int> LeavesAt(int bad) => Seq.Range(0, 10).Select(n =>
    {
        if (n == bad)
        {
            Console.WriteLine($"leaving at {n}");
            Environment.Exit(17);
        }

        return n;
    });
}

internal sealed record Naming(string Prefix, int Count);

[JsonSerializable(typeof(int)), JsonSerializable(typeof(Naming)), JsonSerializable(typeof(string[]))]
internal sealed partial class Json : JsonSerializerContext;
