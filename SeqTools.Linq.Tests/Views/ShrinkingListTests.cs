namespace SeqTools.Linq.Tests.Views;

/// <summary>
/// Lists that get shorter while a view of them is read: each value has to be one of a list, and no function is called
/// with an index outside.
/// </summary>
internal sealed class ShrinkingListTests
{
    private const int Elements = 8;
    private const int Fixed = 1000;

    /// <summary>Views of a list of 0 to 7, or of less, and of a list that does not change: 1000 to 1002.</summary>
    private static readonly Dictionary<string, Func<IReadOnlyList<int>, IReadOnlyList<int>, SeqView<int>>> Views = new()
    {
        ["Concat"] = (live, still) => live.Concat(still),
        ["Concat the other way"] = (live, still) => still.Concat(live),
        ["Concat of three"] = (live, still) => Seq.Concat([live, still, live]),
        ["Interleave"] = (live, still) => live.Interleave(still),
        ["Interleave reversed"] = (live, still) => still.Interleave(live).Reverse(),
        ["Mix"] = (live, still) => Seq.Mix([live, still], [2, 1]),
        ["Append"] = (live, still) => live.Append(Fixed),
        ["Prepend reversed"] = (live, still) => live.Prepend(Fixed).Reverse(),
        ["Reverse"] = (live, still) => live.Select(x => x).Reverse(),
        ["Rotate"] = (live, still) => live.Concat(still).Rotate(3),
        ["Slice"] = (live, still) => still.Concat(live)[^5..],
        ["TakeEvery"] = (live, still) => live.Concat(still).TakeEvery(2).Reverse(),
        ["Zip"] = (live, still) => still.Concat(still).Zip(live, (a, b) => a).Reverse(),
        ["Zip the other way"] = (live, still) => live.Zip(still.Concat(still), (a, b) => b).Reverse(),
        ["Cycle"] = (live, still) => live.Concat(still).Cycle(20),
        ["Flatten"] = (live, still) => new[] { live, still }.Flatten(),
        ["Chunk"] = (live, still) => live.Concat(still).Chunk(3).Select(chunk => chunk[^1]),
        ["Batch"] = (live, still) => live.Interleave(still).Batch(3).Select(batch => batch[^1]),
        ["DefaultIfEmpty"] = (live, still) => live.DefaultIfEmpty(Fixed),
        ["Index"] = (live, still) => live.Concat(still).Index().Select(x => x.Item),
    };

    public static IEnumerable<string> Names => Views.Keys;

    [Test]
    public void Lengths_that_change_between_two_looks_give_values_of_the_lists_or_none(
        [ValueSource(nameof(Names))] string name, [Values("range", "array", "part", "function", "repeat")] string still)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        ComputingList live = new(() => random.Next(Elements), Live);
        var view = Views[name](live, Still(still));

        for (var round = 0; round < 300; round++)
        {
            foreach (var read in Ways(view, random.Next(2 * Elements)))
            {
                ShouldGiveElements(read);
            }
        }
    }

    [Test]
    public void A_function_that_shortens_the_list_is_followed_by_its_elements_or_none(
        [ValueSource(nameof(Names))] string name, [Values("range", "array", "part", "function", "repeat")] string still,
        [Range(0, 4)] int left)
    {
        for (var way = 0; way < 4; way++)
        {
            List<int> list = [.. Enumerable.Range(0, Elements)];
            var shortened = list.Select(x =>
            {
                list.RemoveRange(Math.Min(left, list.Count), Math.Max(0, list.Count - left));
                return Live(x);
            });

            ShouldGiveElements(Ways(Views[name](shortened, Still(still)), 1)[way]);
        }
    }

    [Test]
    public void What_is_gone_is_an_argument_out_of_range_with_its_trail()
    {
        var asked = 0;
        var view = new ComputingList(() => asked++ == 0 ? 5 : 2, Live).Concat(Seq.Range(Fixed, 3));

        var failure = Should.Throw<EvaluationException>(() => view[7]);

        failure.InnerException.ShouldBeOfType<ArgumentOutOfRangeException>().ActualValue.ShouldBe(5);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Concat", 7), ("Range", 5)]);
        asked = 0;
        using var untouched = SeqErrors.Use(ErrorMode.Passthrough);
        Should.Throw<ArgumentOutOfRangeException>(() => view[7]);
    }

    [Test]
    public void A_list_that_another_thread_shortens_gives_its_elements_or_none([ValueSource(nameof(Names))] string name)
    {
        var count = 0;
        ComputingList live = new(() => Volatile.Read(ref count), Live);
        var view = Views[name](live, Still("function"));
        using CancellationTokenSource end = new();
        Thread writer = new(() =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                Volatile.Write(ref count, i % Elements);
            }
        });
        writer.Start();
        try
        {
            for (var i = 0; i < 3000; i++)
            {
                ShouldGiveElements(() => [view[i % (2 * Elements)]]);
            }
        }
        finally
        {
            end.Cancel();
            writer.Join();
        }
    }

    private static Func<IEnumerable<int>>[] Ways(SeqView<int> view, int index) =>
    [
        () => [view[index]],
        () => view.ToArray(),
        () => view.AsEnumerable().Where(_ => true).ToList(),
        () =>
        {
            var copy = new int[3];
            view.CopyTo(index, copy);
            return copy;
        },
    ];

    private static void ShouldGiveElements(Func<IEnumerable<int>> read)
    {
        try
        {
            read().ShouldAllBe(x => (x >= 0 && x < Elements) || (x >= Fixed && x < Fixed + 3));
        }
        catch (EvaluationException e)
        {
            e.Trail.ShouldNotBeEmpty();
            (e.InnerException is ArgumentException or InvalidOperationException).ShouldBeTrue(e.ToString());
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // No such index, or LINQ's word for a list that was modified, or became empty.
        }
    }

    /// <summary>As a list that checks its bounds.</summary>
    private static int Live(int index) =>
        index is >= 0 and < Elements ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, "No element.");

    private static IReadOnlyList<int> Still(string kind) => kind switch
    {
        "range" => Seq.Range(Fixed, 3),
        "array" => (int[])[Fixed, Fixed + 1, Fixed + 2],
        "part" => ((int[])[-1, Fixed, Fixed + 1, Fixed + 2, -1]).AsView()[1..4],
        "repeat" => Seq.Repeat(Fixed, 3),
        _ => Seq.Generate(
            3, i => Fixed + (i is >= 0 and < 3 ? i : throw new NotSupportedException($"called with {i}"))),
    };
}
