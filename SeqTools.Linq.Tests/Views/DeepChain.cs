using System.Collections;
using System.Globalization;

namespace SeqTools.Linq.Tests.Views;

/// <summary>
/// Long chains that are read in every way, in a process of their own: a stack that overflows would end the tests.
/// </summary>
internal static class DeepChain
{
    public const string Command = "deep-chain";

    private const int Elements = 12;

    /// <summary>What each stage does to a chain.</summary>
    private static readonly Dictionary<string, Func<SeqView<int>, int, SeqView<int>>> Stages = new()
    {
        ["Select"] = (chain, _) => chain.Select(x => x),
        ["SelectWithIndex"] = (chain, _) => chain.Select((x, i) => x),
        ["SkipReverse"] = (chain, k) => k % 2 == 0 ? chain.Skip(0) : chain.Reverse(),
        ["Rotate"] = (chain, _) => chain.Rotate(Elements),
        ["Memoize"] = (chain, _) => chain.Memoize(),
        ["Tap"] = (chain, _) => chain.Tap(_ => { }),
        ["Measure"] = (chain, _) => chain.Measure(),
        ["Zip"] = (chain, _) => chain.Zip(Seq.Range(0, Elements), (x, i) => x),
        ["Switch"] = (chain, _) => Seq.Switch(Seq.Repeat(true, Elements), chain, Seq.Repeat(0, Elements)),
        ["Recover"] = (chain, _) => chain.Recover(e => -1),
        ["WithOwnership"] = (chain, _) => chain.WithOwnership(),
        ["DefaultIfEmpty"] = (chain, _) => chain.DefaultIfEmpty(),
        ["Append"] = (chain, k) => chain.Append(k),
        ["Prepend"] = (chain, k) => chain.Prepend(k),
        ["AppendTake"] = (chain, k) => chain.Append(k).Take(Elements),
        ["Concat"] = (chain, k) => chain.Concat([k]),
    };

    public static IEnumerable<string> Names => Stages.Keys;

    /// <summary>
    /// How long a chain is tried. Most stages do some of what is tried in the square of the steps: a loop over
    /// concatenations goes through all of them at each step.
    /// </summary>
    public static int DepthOf(string stage) => stage switch
    {
        "Select" => 100_000,
        "Memoize" or "Recover" => 30_000,
        _ => 3_000,
    };

    public static void Run(string stage, int depth)
    {
        Tell("elements", Build(stage, depth, Enumerable.Range(0, Elements).ToList()));
        Tell("array", Build(stage, depth, Enumerable.Range(0, Elements).ToArray()));
        TellFailures(Build(stage, depth, Seq.Generate<int>(Elements, i => throw new InvalidDataException($"no {i}"))));
        Try(() => Console.WriteLine($"count: {Build(stage, depth, new Uncountable()).Count}"));
    }

    private static SeqView<int> Build(string stage, int depth, IReadOnlyList<int> list) =>
        Enumerable.Range(0, depth).Aggregate(list.AsView(), Stages[stage]);

    private static void Tell(string what, SeqView<int> chain)
    {
        var sum = 0L;
        foreach (var element in chain)
        {
            sum += element;
        }

        using var prefetched = chain.AsPrefetched(2, 4);
        long[] sums =
        [
            chain[0] + (long)chain[^1], chain.First() + (long)prefetched[^1], sum, chain.ToArray().Sum(x => (long)x),
            chain[..].Select(x => (long)x).Sum(),
        ];
        Console.WriteLine($"{what}: {chain.Count} {string.Join(" ", sums)}");
        Console.WriteLine($"drawn: {chain.Explain().Split('\n').Length} {chain.ExplainMermaid().Length > 0}");
        Console.WriteLine($"profiled: {chain.Profile(1).Stages.Count}");
    }

    private static void TellFailures(SeqView<int> chain)
    {
        Try(() => Console.WriteLine(chain[chain.Count / 2]));
        Try(() => Console.WriteLine(chain.ToArray().Length));
        Try(() => Console.WriteLine(chain.AsEnumerable().Sum(element => (long)element)));
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (EvaluationException e)
        {
            var (frames, cause) = (e.Trail.Count, e.InnerException!.Message);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed: {cause}, {frames} frames"));
        }
    }

    private sealed class Uncountable : IReadOnlyList<int>
    {
        public int Count => throw new InvalidDataException("no count");

        public int this[int index] => index;

        public IEnumerator<int> GetEnumerator() => throw new InvalidDataException("no elements");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
