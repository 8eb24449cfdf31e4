using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeqTools.Linq.Tests.Retaining;
using static SeqTools.Linq.Tests.Demonstration;

namespace SeqTools.Linq.Tests;

/// <summary>The operators as the page shows them: each has one line here.</summary>
internal static class OperatorTable
{
    private static readonly string[] Letters = ["a", "b", "c", "d", "e"], Few = ["a", "b", "c"];
    private static readonly string[] Two = ["x", "y"], Others = ["x", "y", "z"], Third = ["p", "q", "r"];
    private static readonly (string, string)[] Pairs = [("a", "x"), ("b", "y"), ("c", "z")];
    private static readonly IReadOnlyList<string>[] Batches = [["a", "b"], ["c", "d"], ["e"]];
    private static readonly IReadOnlyList<string>[] Lists = [["a"], ["b", "c", "d"], [], ["e"]];

    /// <summary>By what they are good for.</summary>
    public static IReadOnlyList<(string Title, Demonstration[] Demonstrations)> Groups { get; } =
    [
        ("Start from a list or a sequence",
        [
            Of("AsView()", Letters, source => source.AsView()),
            Of(
                "AsIndexable(count, cacheSize, cursors, options)", Letters,
                source => source.Where(x => x != "b").AsIndexable())
                with { Cost = "the steps of a cursor" },
            Of("Seq.Range(start, count, step)", () => Seq.Range(10, 5, step: 5)),
            Of("Seq.Generate(count, Func<int, T> generator)", () => Seq.Generate(5, i => i * i)),
            Of("Seq.Repeat(value, count)", () => Seq.Repeat("a", 3)),
            Of("Seq.Repeat(value)", () => Seq.Repeat("a")),
            Of("Seq.Empty()", () => Seq.Empty<string>()),
        ]),
        ("Apply a function",
        [
            Of("Select(Func<TSource, TResult> selector)", Letters, source => source.Select(x => x + "'")),
            Of("Select(Func<TSource, int, TResult> selector)", Letters, source => source.Select((x, i) => x + i)),
            Of("SelectTuple(Func<T1, T2, TResult> selector)", Pairs, source => source.SelectTuple((x, y) => x + y)),
            Of(
                "SelectWith(Func<TState> createState, Func<TState, TSource, TResult> selector)", Letters,
                source => source.SelectWith(() => "'", (mark, x) => x + mark)),
            Of(
                "SelectWithRandom(Func<TSource, Random, TResult> selector, seed)", Letters,
                source => source.SelectWithRandom((x, random) => x + random.Next(10), 7)),
        ]),
        ("Take a part",
        [
            Of("Take(count)", Letters, source => source.Take(3)),
            Of("Take(range)", Letters, source => source.Take(3..9)),
            Of("TakeLast(count)", Letters, source => source.TakeLast(3)),
            Of("Skip(count)", Letters, source => source.Skip(2)),
            Of("SkipLast(count)", Letters, source => source.SkipLast(2)),
            Of("Slice(range)", Letters, source => source.Slice(1..^1)),
            Of("TakeEvery(step)", Letters, source => source.TakeEvery(2)),
            Of("Filter(Func<TSource, bool> predicate)", Letters, source => source.Filter(x => x is "a" or "d" or "e"))
                with { Cost = "O(1), once it was found" },
            Of("Sample(count, seed)", Letters, source => source.Sample(3, 5)),
            Of("Shard(index, count)", Letters, source => source.Shard(1, 2)),
        ]),
        ("Reorder and repeat",
        [
            Of("Reverse()", Letters, source => source.Reverse()),
            Of("Rotate(by)", Letters, source => source.Rotate(2)),
            Of("Gather(indices)", Letters, Numbers(2, 0, 2, 4), (source, indices) => source.Gather(indices)),
            Of("Shuffle(seed)", Letters, source => source.Shuffle(5)),
            Of("Epochs(count, seed)", Few, source => source.Epochs(2, 5)),
            Of("Cycle(count)", Few, source => source.Cycle(7)),
            Of("Cycle()", Few, source => source.Cycle()),
        ]),
        ("Put lists together",
        [
            Of("Zip(second)", Few, Two, (first, second) => first.Zip(second)),
            Of(
                "Zip(second, Func<TFirst, TSecond, TResult> resultSelector)", Few, Two,
                (first, second) => first.Zip(second, (x, y) => x + y)),
            Of("Zip(second, third)", Few, Two, Third, (first, second, third) => first.Zip(second, third)),
            Of("Seq.Zip(first, second)", Few, Others, (first, second) => Seq.Zip(first, second)),
            Of("Index()", Few, source => source.Index()),
            Of("Concat(second)", Few, Two, (first, second) => first.Concat(second)) with { Cost = ByBisection },
            Of(
                "Seq.Concat(lists)", Few, Two, Third,
                (first, second, third) => Seq.Concat([first, second, third])) with
            {
                Cost = ByBisection,
            },
            Of("Append(element)", Few, source => source.Append("x")),
            Of("Prepend(element)", Few, source => source.Prepend("x")),
            Of("DefaultIfEmpty()", Numbers(), source => source.DefaultIfEmpty()),
            Of("DefaultIfEmpty(defaultValue)", Letters[..0], source => source.DefaultIfEmpty("x")),
            Of("Interleave(second)", Letters, Two, (first, second) => first.Interleave(second)) with { Cost = ByTurns },
            Of(
                "Interleave(second, third)", Few, Two, Third,
                (first, second, third) => first.Interleave(second, third)) with
            {
                Cost = ByTurns,
            },
            Of(
                "Seq.Interleave(lists)", Few, Two, Third,
                (first, second, third) => Seq.Interleave([first, second, third])) with
            {
                Cost = ByTurns,
            },
            Of("Seq.Mix(lists, weights)", Letters, Two, (first, second) => Seq.Mix([first, second], [3, 1]))
                with { Cost = "O(k), times the sum of the weights over the smallest" },
            Of(
                "Seq.Switch(conditions, whenTrue, whenFalse)", [true, false, true], Few, Others,
                (conditions, whenTrue, whenFalse) => Seq.Switch(conditions, whenTrue, whenFalse)),
            Of(
                "Seq.Case(choices, lists)", Numbers(0, 1, 1), Few, Others,
                (choices, first, second) => Seq.Case(choices, [first, second])),
            Of("Seq.Collate(lists)", Few, Others, (first, second) => Seq.Collate([first, second])),
        ]),
        ("Batch, split and flatten",
        [
            Of("Batch(size, dropLast)", Letters, source => source.Batch(2)),
            Of("Batch(size, pad)", Letters, source => source.Batch(2, pad: "x")),
            Of(
                "Batch(size, Func<SeqView<TSource>, TResult> collate, dropLast)", Letters[..4],
                source => source.Batch(2, batch => string.Concat(batch))),
            Of("Chunk(size)", Letters, source => source.Chunk(2)) with { Cost = "O(size)" },
            Of("Window(size, step)", Letters[..4], source => source.Window(2)),
            Of("Unbatch(size, lastSize, cacheSize)", Batches, source => source.Unbatch(2)),
            Of("Flatten(cacheSize)", Lists, source => source.Flatten()) with
            {
                Cost = "O(log k), the lengths before it once",
            },
            Of("SplitInto(parts)", Letters, source => source.SplitInto(3)),
            Of("SplitAt(edges)", Letters, source => source.SplitAt([1, 3])),
            Of("SplitBy(ranges)", Letters, source => source.SplitBy([0..2, 1..4, ^1..])),
            Of("SplitByFractions(fractions)", Letters, source => source.SplitByFractions([0.6, 0.4])),
        ]),
        ("Compute ahead",
        [
            Of(
                "AsPrefetched(nworkers, maxBuffered, options)", Letters,
                source => source.AsPrefetched(nworkers: 1, maxBuffered: 3))
                with
                {
                    Settle = view => SpinWait.SpinUntil(
                        () => ((PrefetchedView<string>)view).Statistics.Ready == 2, TimeSpan.FromSeconds(30)),
                },
            Of("WithOwnership()", Letters, source => source.AsView().WithOwnership()),
        ]),
        ("Keep elements",
        [
            Of("AsCached(capacity, Action<TSource>? onDiscard, options)", Letters, source => source.AsCached(2)),
            Of("Memoize()", Letters, source => source.Memoize()),
            Of(
                "AsCachedOnDisk(folder, version, Action<DamagedCacheEntry>? onDamaged, options)", Letters,
                source => source.AsCachedOnDisk(Folder, "1")) with { Cost = OneFile },
            Of(
                "AsCachedOnDisk(folder, version, jsonTypeInfo, Action<DamagedCacheEntry>? onDamaged, options)", Letters,
                source => source.AsCachedOnDisk(Folder, "1", StringType)) with { Cost = OneFile },
            Of(
                "AsCachedOnDisk(folder, version, serializer, Action<DamagedCacheEntry>? onDamaged, options)", Letters,
                source => source.AsCachedOnDisk(Folder, "1", Utf8)) with { Cost = OneFile },
        ]),
        ("Live with failures",
        [
            Of("Recover(Func<EvaluationException, TSource> fallback)", Letters, source => source.Recover(e => "x")),
            Of("AsResults()", Letters, source => source.AsResults()),
        ]),
        ("Watch what is read",
        [
            Of("Tap(Action<TSource> action, maxCalls, minInterval, options)", Few, source => source.Tap(x => { })),
            Of(
                "Tap(Action<TSource, int> action, maxCalls, minInterval, options)", Few,
                source => source.Tap((x, i) => { })),
            Of("Measure(options)", Few, source => source.Measure()),
            Of("ReportTo(progress, minInterval, options)", Few, source => source.ReportTo(new Progress<SeqProgress>())),
            Of(
                "ReportTo(Action<SeqProgress> progress, minInterval, options)", Few,
                source => source.ReportTo(p => { })),
            Of("WithOrigin(origin)", Letters, source => source.Reverse().WithOrigin(new("Backwards")))
                with { NamedAfter = "Backwards" },
        ]),
    ];

    public static IEnumerable<Demonstration> Demonstrations => Groups.SelectMany(group => group.Demonstrations);

    private const string ByBisection = "O(log k), O(k) where a length can change";
    private const string ByTurns = "O(log k), O(k log n) where a length can change";

    private const string OneFile = "one file to be read";

    private static string Folder => TemporaryFolder.New();

    private static JsonTypeInfo<string> StringType =>
        (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    private static IElementSerializer<string> Utf8 =>
        ElementSerializer.Create<string>(
            (text, writer) => Encoding.UTF8.GetBytes(text, writer), Encoding.UTF8.GetString);

    private static int[] Numbers(params int[] numbers) => numbers;
}
