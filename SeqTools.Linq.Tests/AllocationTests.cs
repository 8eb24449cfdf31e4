namespace SeqTools.Linq.Tests;

/// <summary>
/// What a pipeline allocates is its views, an enumerator for each, and the results: budgets, where times say nothing on
/// a busy machine.
/// </summary>
internal sealed class AllocationTests
{
    private const int Short = 100;
    private const int Long = 10_000;

    /// <summary>Written so that no sum is left out.</summary>
    private static int total;

    private static IEnumerable<TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>>> Views()
    {
        yield return Named("Select", s => s.Select(n => n + 1));
        yield return Named("Select with position", s => s.Select((n, i) => n + i));
        yield return Named("Select of Select", s => s.Select(n => n + 1).Select(n => n ^ 1));
        yield return Named("SelectWith", s => s.SelectWith(() => new object(), (_, n) => n + 1));
        yield return Named("Concat", s => s.Concat(s));
        yield return Named("Reverse", s => s.AsView().Reverse());
        yield return Named("Slice", s => s.Slice(1..^1));
        yield return Named("Zip", s => s.Zip(s, (a, b) => a + b));
        yield return Named("Interleave", s => s.Interleave(s));
        yield return Named("Shuffle", s => s.Shuffle(1));
        yield return Named("Cycle", s => s.Cycle(2));

        static TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>> Named(
            string name, Func<IReadOnlyList<int>, SeqView<int>> view) =>
            new TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>>(view).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Views))]
    public void A_pass_allocates_no_more_over_a_long_list_than_over_a_short_one(
        Func<IReadOnlyList<int>, SeqView<int>> view)
    {
        foreach (var list in Lists)
        {
            BytesOf(view(list(Long)), Sum).ShouldBe(BytesOf(view(list(Short)), Sum));
        }
    }

    [TestCaseSource(nameof(Views))]
    public void A_copy_allocates_the_array_alone_and_what_a_pass_allocates(Func<IReadOnlyList<int>, SeqView<int>> view)
    {
        foreach (var list in Lists)
        {
            var elements = view(list(Long));
            var array = BytesOf(new int[elements.Count], numbers => GC.KeepAlive(numbers.Clone()));

            (BytesOf(elements, numbers => numbers.ToArray()) - array).ShouldBeLessThanOrEqualTo(BytesOf(elements, Sum));
        }
    }

    [Test]
    public void A_pipeline_of_ten_stages_is_some_thirty_objects()
    {
        BytesOf(
            Numbers(Short),
            numbers => numbers
                .Select(n => n + 1).Reverse().Select(n => n + 1).Slice(1..).Select(n => n + 1)
                .Rotate(1).Select(n => n + 1).Skip(1).Select(n => n + 1).Take(90))
            .ShouldBeLessThanOrEqualTo(3000);
    }

    [Test]
    public void A_read_with_a_state_that_is_there_allocates_nothing() =>
        BytesOf(Numbers(Short).SelectWith(() => new object(), (_, n) => n), view => (view[1] + view[2]).ShouldBe(3))
            .ShouldBeLessThanOrEqualTo(BytesOf(0, _ => (1 + 2).ShouldBe(3)));

    [Test]
    public void A_window_and_a_batch_are_one_view_each()
    {
        var numbers = Numbers(Long).ToList();

        BytesOf(numbers.Window(32), windows => windows[5]).ShouldBeLessThanOrEqualTo(200);
        BytesOf(numbers.Batch(32), batches => batches[5]).ShouldBeLessThanOrEqualTo(200);
    }

    [Test]
    public void A_part_of_an_array_is_64_bytes()
    {
        foreach (var numbers in (IReadOnlyList<int>[])[Numbers(Long), Numbers(Long).AsView(), Numbers(Long).Slice(1..)])
        {
            BytesOf(numbers.Window(32), windows => windows[5]).ShouldBeLessThanOrEqualTo(64);
            BytesOf(numbers.Batch(32), batches => batches[5]).ShouldBeLessThanOrEqualTo(64);
            BytesOf(numbers.SplitInto(3), parts => parts[1]).ShouldBeLessThanOrEqualTo(64);
        }
    }

    [TestCaseSource(nameof(Views))]
    public void A_loop_over_what_is_read_by_index_allocates_nothing(Func<IReadOnlyList<int>, SeqView<int>> view)
    {
        foreach (var list in (IReadOnlyList<int>[])[Numbers(Long), Numbers(Long).Slice(1..^1), Seq.Range(0, Long)])
        {
            if (view(list).ReadsByIndex)
            {
                BytesOf(view(list), Sum).ShouldBe(0);
            }
        }

        var few = view(Numbers(Short));
        few.ReadsByIndex.ShouldBe(few.Origin.Operator != "Concat");
    }

    [Test]
    public void A_loop_over_parts_of_an_array_allocates_the_parts_alone() =>
        BytesOf(
            Numbers(Long).Batch(10),
            batches =>
            {
                foreach (var batch in batches)
                {
                    Sum(batch);
                }
            }).ShouldBeLessThanOrEqualTo((Long / 10 * 64) + 100);

    private static Func<int, IReadOnlyList<int>>[] Lists =>
        [
            Numbers,
            length => Numbers(length).ToList(),
            length => Numbers(length).AsView(),
            length => Seq.Range(0, length),
        ];

    private static int[] Numbers(int length) => [.. Enumerable.Range(0, length)];

    private static void Sum(SeqView<int> view)
    {
        var sum = 0;
        foreach (var number in view)
        {
            sum += number;
        }

        total = sum;
    }

    private static long BytesOf<T>(T subject, Func<T, object> use) => BytesOf(subject, s => GC.KeepAlive(use(s)));

    /// <summary>The second time: what is made once for all, such as a cached delegate, is no matter.</summary>
    private static long BytesOf<T>(T subject, Action<T> use)
    {
        use(subject);
        return Allocated.By(() => use(subject));
    }
}
