using Benchmarks.Views;
using SeqTools.Linq;

namespace Benchmarks.Ratios;

/// <summary>What views cost beside System.Linq and beside the same written by hand, on one thread.</summary>
internal static class ViewRatios
{
    private const int Count = 100_000;
    private const int Copied = 10_000;
    private const int Reads = 1000;
    private const int Size = 32;

    private static readonly int[] Numbers = [.. Enumerable.Range(0, Count)];
    private static readonly int[] Fewer = [.. Enumerable.Range(0, Copied)];

    public static IEnumerable<RotatedComparison> Rows()
    {
        List<int> list = [.. Numbers];
        return
        [
            .. Passes("an array", Numbers, 0.85, null, LoopsOverAnArray()),
            .. Passes("an array, after many kinds", Numbers, 0.85, EnumerateManyKinds),
            .. Passes("a view", Seq.Range(0, Count), 0.9),
            .. Passes("a List", list, 1.1),
            .. Passes("a List, after many kinds", list, 1.5, EnumerateManyKinds),
            .. PassesOverStructure(),
            .. Copies("Select", () => Fewer.Select(n => n + 1), () => Enumerable.Select(Fewer, n => n + 1)),
            .. Copies(
                "Select.Select",
                () => Fewer.Select(n => n + 1).Select(n => n ^ 1),
                () => Enumerable.Select(Enumerable.Select(Fewer, n => n + 1), n => n ^ 1)),
            .. Copies(
                "Slice of Select",
                () => Fewer.Select(n => n + 1).Slice(10..^10),
                () => Enumerable.Select(Fewer, n => n + 1).Skip(10).Take(Copied - 20)),
            .. Copies("Reverse", () => Fewer.AsView().Reverse(), () => Enumerable.Reverse(Fewer)),
            ReadsThrough(1, 1.5),
            ReadsThrough(2, null),
            ReadsThrough(4, 0.7),
            ReadsThrough(16, 0.5),
            .. ReadsAtRandom(),
        ];
    }

    private static IEnumerable<RotatedComparison> Passes(
        string source, IReadOnlyList<int> numbers, double limit, Action? beforehand = null, params Way[] loops)
    {
        Way[][] passes =
        [
            [
                new("view", () => Sum(numbers.Select(n => n + 1))),
                new("System.Linq", () => Sum(Enumerable.Select(numbers, n => n + 1))),
            ],
            [
                new("view", () => Sum(numbers.Select(n => n + 1).Select(n => n ^ 1))),
                new("System.Linq", () => Sum(Enumerable.Select(numbers, n => n + 1).Select(n => n ^ 1))),
            ],
            [
                new("view", () => Sum(
                    numbers.Select(n => n + 1).Select(n => n ^ 1).Select(n => n + 2).Select(n => n ^ 2))),
                new("System.Linq", () => Sum(
                    Enumerable.Select(numbers, n => n + 1).Select(n => n ^ 1).Select(n => n + 2).Select(n => n ^ 2))),
            ],
        ];
        return Enumerable.Select(passes, (ways, i) =>
            new RotatedComparison($"foreach, {Selects(1 << i)} of {source}", Count, [.. ways, .. loops.Skip(i).Take(1)])
            {
                Reach = Reach.OfPeers(limit),
                Beforehand = beforehand,
            });
    }

    private static Way[] LoopsOverAnArray() =>
    [
        new("loop", () =>
        {
            var sum = 0L;
            foreach (var n in Numbers)
            {
                sum += n + 1;
            }

            return sum;
        }),
        new("loop", () =>
        {
            var sum = 0L;
            foreach (var n in Numbers)
            {
                sum += (n + 1) ^ 1;
            }

            return sum;
        }),
        new("loop", () =>
        {
            var sum = 0L;
            foreach (var n in Numbers)
            {
                sum += (((n + 1) ^ 1) + 2) ^ 2;
            }

            return sum;
        }),
    ];

    private static IEnumerable<RotatedComparison> PassesOverStructure() =>
    [
        new(
            "foreach, Zip with a function", Count,
            new("view", () => Sum(Numbers.Zip(Numbers, (a, b) => a + b))),
            new("System.Linq", () => Sum(Enumerable.Zip(Numbers, Numbers, (a, b) => a + b))))
        {
            Reach = Reach.OfPeers(0.9),
        },
        new(
            "foreach, Select.Skip.Select", Count,
            new("view", () => Sum(Numbers.Select(n => n + 1).Skip(10).Select(n => n ^ 1))),
            new("System.Linq", () => Sum(Enumerable.Select(Numbers, n => n + 1).Skip(10).Select(n => n ^ 1))))
        {
            Reach = Reach.OfPeers(2.6),
        },
        new(
            "foreach, Batch(32), all elements", Count,
            new("view", () =>
            {
                var sum = 0L;
                foreach (var batch in Numbers.Batch(Size))
                {
                    foreach (var n in batch)
                    {
                        sum += n;
                    }
                }

                return sum;
            }),
            new("Chunk", () =>
            {
                var sum = 0L;
                foreach (var chunk in Enumerable.Chunk(Numbers, Size))
                {
                    foreach (var n in chunk)
                    {
                        sum += n;
                    }
                }

                return sum;
            }))
        {
            Reach = Reach.OfPeers(2.5),
        },
    ];

    private static IEnumerable<RotatedComparison> Copies(
        string name, Func<SeqView<int>> view, Func<IEnumerable<int>> query) =>
    [
        new(
            $"ToArray, {name}", Copied,
            new("view", () => view().ToArray()),
            new("System.Linq", () => query().ToArray())) { Reach = Reach.OfPeers(1.05) },
        new(
            $"ToList, {name}", Copied,
            new("view", () => view().ToList()),
            new("System.Linq", () => query().ToList())) { Reach = Reach.OfPeers(1.05) },
    ];

    private static RotatedComparison ReadsThrough(int depth, double? limit)
    {
        var reads = new ReadBenchmarks { Depth = depth };
        reads.Build();
        return new(
            $"by index, {Selects(depth)}", Reads,
            new("view", () => reads.View()),
            new("nested lambdas", () => reads.NestedLambdas()),
            new("ElementAt", () => reads.ElementAt()))
        {
            Reach = limit is { } ratio ? Reach.OfPeers(ratio) : null,
        };
    }

    private static IEnumerable<RotatedComparison> ReadsAtRandom()
    {
        var reads = new Lazy<LocationBenchmarks>(() =>
        {
            var reads = new LocationBenchmarks();
            reads.Build();
            return reads;
        });
        return
        [
            Read("one element of a window of 32", Reach.OfCost(16, 64), b => b.Window(), b => b.WindowByHand()),
            Read("one element of a batch of 32", Reach.OfCost(16, 64), b => b.Batch(), b => b.BatchByHand()),
            Read("Gather", null, b => b.Gather(), b => b.GatherByHand()),
            Read("Interleave", null, b => b.Interleave(), b => b.InterleaveByHand()),
            Read("Concat of 1,000 arrays", null, b => b.Concat(), b => b.ConcatByHand()),
            Read("Shuffle", Reach.OfCost(12), b => b.Shuffle(), b => b.ShuffleByHand()),
        ];

        RotatedComparison Read(
            string name, Reach? reach,
            Func<LocationBenchmarks, object> view, Func<LocationBenchmarks, object> byHand) =>
            new(name, Reads, new("view", () => view(reads.Value)), new("by hand", () => byHand(reads.Value)))
            {
                Reach = reach,
            };
    }

    /// <summary>Has the compiler meet many lists, functions and operators in the code of a pass.</summary>
    private static void EnumerateManyKinds()
    {
        int[] some = [.. Enumerable.Range(0, 100)];
        IReadOnlyList<int>[] lists =
        [
            some, new List<int>(some), Seq.Range(0, 100), new ArraySegment<int>(some), Array.AsReadOnly(some),
        ];
        foreach (var list in lists)
        {
            Sum(list.AsView());
            Sum(list.Select(n => n * 2));
            Sum(list.Select(n => n - 1).Select(n => n ^ 3));
            Sum(list.Select((n, i) => n + i));
            Sum(list.Reverse().Select(n => n + 7));
            Sum(list.Concat(list).Select(n => n / 2));
            Sum(list.Select(n => n - 1).Skip(1).Select(n => n ^ 7));
            Sum(list.Zip(list, (a, b) => a - b));
            Sum(Enumerable.AsEnumerable(list));
            Sum(Enumerable.Select(list, n => n * 2));
            Sum(Enumerable.Select(list, n => n - 1).Select(n => n ^ 3));
            Sum(Enumerable.Select(list, (n, i) => n + i));
            Sum(Enumerable.Reverse(list).Select(n => n + 7));
            Sum(Enumerable.Concat(list, list).Select(n => n / 2));
            Sum(Enumerable.Select(list, n => n - 1).Skip(1).Select(n => n ^ 7));
            Sum(Enumerable.Zip(list, list, (a, b) => a - b));
        }

        Sum(new HashSet<int>(some).Select(n => n + 1));
        Sum(new Queue<int>(some).Where(n => n > 3));
    }

    private static string Selects(int number) => number == 1 ? "1 Select" : $"{number} Selects";

    private static object Sum(SeqView<int> view)
    {
        var sum = 0L;
        foreach (var element in view)
        {
            sum += element;
        }

        return sum;
    }

    private static object Sum(IEnumerable<int> query)
    {
        var sum = 0L;
        foreach (var element in query)
        {
            sum += element;
        }

        return sum;
    }
}
