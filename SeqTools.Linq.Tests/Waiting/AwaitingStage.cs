namespace SeqTools.Linq.Tests.Waiting;

/// <summary>A stage over a list, or several, of whose elements the first two can be read.</summary>
/// <param name="name">What it is called in the names of tests.</param>
/// <param name="over">The stage.</param>
/// <param name="needsLength">Whether its length evaluates elements, which a read blocks for.</param>
internal sealed class AwaitingStage(string name, Func<SeqView<int>, SeqView<int>> over, bool needsLength = false)
{
    public static readonly AwaitingStage[] All =
    [
        new("Select", list => list.Select(n => n + 1)),
        new("Select, Select", list => list.Select(n => n + 1).Select(n => 2 * n)),
        new("Select, Select, Select", list => list.Select(n => n + 1).Select(n => 2 * n).Select(n => -n)),
        new("Select with index", list => list.Select((n, i) => n + i)),
        new("Index", list => list.Index().Select(element => element.Index + element.Item)),
        new("SelectWith", list => list.SelectWith(() => 1, (one, n) => n + one)),
        new("SelectWithRandom", list => list.SelectWithRandom((n, random) => n + random.Next(9), 1)),
        new("Zip", list => list.Zip(Seq.Range(0, 9), (a, b) => a + b)),
        new("Zip, second", list => Seq.Range(0, 9).Zip(list, (a, b) => a - b)),
        new("Zip, tuples", list => list.Zip(list, list).SelectTuple((a, b, c) => a + b + c)),
        new("Skip", list => list.Skip(1)),
        new("Range", list => list[1..^1]),
        new("Reverse", list => list.Reverse()),
        new("Rotate", list => list.Rotate(2)),
        new("Gather", list => list.Gather([3, 1])),
        new("Shuffle", list => list.Shuffle(1)),
        new("TakeEvery", list => list.TakeEvery(2)),
        new("Cycle", list => list.Cycle(20)),
        new("Epochs", list => list.Epochs(2, 1)),
        new("Concat", list => list.Concat(list)),
        new("Concat, behind", list => Seq.Empty<int>().Concat(list)),
        new("Append", list => list.Append(9)),
        new("Interleave", list => list.Interleave(list)),
        new("Mix", list => Seq.Mix([list, list], [1, 2])),
        new("Switch", list => Seq.Switch(list.Select(n => n > 20), list, list.Reverse())),
        new("Case", list => Seq.Case(Seq.Repeat(0, list.Count), [list])),
        new("DefaultIfEmpty", list => list.DefaultIfEmpty()),
        new("AsResults", list => list.AsResults().Select(result => result.Value)),
        new("Recover", list => list.Recover(_ => -1).Select(n => n == -1 ? throw new FormatException() : n)),
        new("Tap", list => list.Tap(_ => { })),
        new("Measure", list => list.Measure()),
        new("ReportTo", list => list.ReportTo(_ => { })),
        new("Memoize", list => list.Memoize()),
        new("AsCached", list => list.AsCached(3)),
        new("AsIndexable", list => list.AsIndexable()),
        new("WithOrigin", list => list.Reverse().WithOrigin(new("Own", "", "", 0, ""))),
        new("WithOwnership", list => list.WithOwnership()),
        new("Chunk", list => list.Chunk(2).Select(chunk => chunk[0] + chunk[^1])),
        new("a supertype", list => ((IReadOnlyList<object>)list.Select(n => $"{n}")).Select(o => o.ToString()!.Length)),
        new("Unbatch", list => list.Select(n => new[] { n, -n }).Unbatch(2)),
        new("Flatten", list => list.Select(n => new[] { n, -n }).Flatten(), needsLength: true),
        new("Filter", list => list.Filter(n => n >= 0), needsLength: true),
        new("many stages", list => Enumerable.Range(0, 200).Aggregate(list, (chain, _) => chain.Select(n => n + 1))),
    ];

    public static IEnumerable<AwaitingStage> WithoutLength => All.Where(stage => !stage.NeedsLength);

    private bool NeedsLength => needsLength;

    public SeqView<int> Over(SeqView<int> list) => over(list);

    public override string ToString() => name;
}
