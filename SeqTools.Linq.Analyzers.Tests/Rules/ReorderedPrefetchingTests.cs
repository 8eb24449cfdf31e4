using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class ReorderedPrefetchingTests
{
    private const string Data = """

        static class Data
        {
            public static SeqView<int> View { get; } = Seq.Range(0, 10);
            public static AsyncSeqView<int> Awaited => View.SelectAsync(n => Task.FromResult(n));
        }
        """;

    [TestCase("var view = Data.View.AsPrefetched().[|Shuffle(1)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Gather([3, 1])|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Reverse()|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|TakeEvery(2)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Shard(0, 2)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Sample(2, 1)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Epochs(2, 1)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Window(3)|];")]
    [TestCase("var view = Data.View.AsPrefetched().[|Window(3, 2)|];")]
    [TestCase("var view = Data.View.AsPrefetched().Select(n => n).Tap(n => { }).[|Shuffle(1)|];")]
    [TestCase("var view = (from n in Data.View.AsPrefetched() select n + 1).[|Reverse()|];")]
    [TestCase("var view = Data.Awaited.AsPrefetched().SelectAsync(n => Task.FromResult(n)).[|Shuffle(1)|];")]
    [TestCase("using var ahead = Data.View.AsPrefetched(2); var view = ahead.Index().[|Reverse()|];")]
    public Task A_view_that_reads_in_another_order_is_found(string program) => Finds(program);

    [TestCase("var view = Data.View.Shuffle(1).AsPrefetched();")]
    [TestCase("var view = Data.View.AsPrefetched().Rotate(2);")]
    [TestCase("var view = Data.View.AsPrefetched().Cycle();")]
    [TestCase("var view = Data.View.AsPrefetched().Interleave(Data.View);")]
    [TestCase("var view = Data.View.AsPrefetched().Batch(2);")]
    [TestCase("var view = Data.View.AsPrefetched().Window(2, 2);")]
    [TestCase("var view = Data.View.AsPrefetched().Window(2, 3);")]
    [TestCase("var view = Data.View.AsPrefetched().Memoize().Shuffle(1);")]
    [TestCase("var view = Data.View.AsPrefetched().ToArray().Shuffle(1);")]
    [TestCase("var view = Data.View.Shuffle(1);")]
    [TestCase(
        "SeqView<int> ahead = Data.View.AsPrefetched(); ahead = ahead.ToArray().AsView(); "
        + "var view = ahead.Shuffle(1);")]
    public Task A_view_that_reads_on_is_none(string program) => Finds(program);

    [TestCase(
        "var view = Data.View.AsPrefetched(2, 8).[|Shuffle(seed: 1)|];",
        "var view = Data.View.Shuffle(seed: 1).AsPrefetched(2, 8);")]
    [TestCase(
        "var view = Data.View\n    .AsPrefetched(2, 8) // ahead\n    .[|Reverse()|] // behind\n    .Batch(2);",
        "var view = Data.View\n    .Reverse() // ahead\n    .AsPrefetched(2, 8) // behind\n    .Batch(2);")]
    [TestCase(
        "var view = Data.View.AsPrefetched(options: new() { Name = \"numbers\" }).[|Sample(2, 1)|];",
        "var view = Data.View.Sample(2, 1).AsPrefetched(options: new() { Name = \"numbers\" });")]
    [TestCase("var view = Data.View.AsPrefetched().[|Window(3)|];", "var view = Data.View.Window(3).AsPrefetched();")]
    public Task Prefetching_comes_last(string program, string expected) =>
        UsersCode.Fix<ReorderedPrefetchingAnalyzer, ReorderedPrefetchingCodeFixProvider>(
            program + Data, expected + Data);

    [TestCase("var view = Data.View.AsPrefetched().Select(n => n).[|Shuffle(1)|];")]
    [TestCase("var view = Data.View.AsPrefetched(options: new() { OnDiscard = n => { } }).[|Window(3)|];")]
    [TestCase("using var ahead = Data.View.AsPrefetched(2); var view = ahead.[|Reverse()|];")]
    public Task What_stands_between_is_left_to_the_author(string program) =>
        UsersCode.HasNoFix<ReorderedPrefetchingAnalyzer, ReorderedPrefetchingCodeFixProvider>(program + Data);

    [TestCase(
        "var view = new List<int> { 1, 2 }.AsPrefetched().[|Reverse()|];",
        "var view = new List<int> { 1, 2 }.AsView().Reverse().AsPrefetched();")]
    [TestCase(
        "var view = new[] { 1, 2 }.AsPrefetched(2).[|Reverse()|];",
        "var view = new[] { 1, 2 }.AsView().Reverse().AsPrefetched(2);")]
    [TestCase(
        "var view = new[] { 1, 2 }.AsPrefetched(2).[|Shuffle(1)|];",
        "var view = new[] { 1, 2 }.Shuffle(1).AsPrefetched(2);")]
    public Task A_list_with_a_method_of_the_same_name_is_viewed(string program, string expected) =>
        Prefetching_comes_last(program, expected);

    [Test]
    public Task What_may_be_null_is_left_to_the_author() => What_stands_between_is_left_to_the_author(
        "SeqView<int>? all = Data.View; var view = all?.AsPrefetched().[|Shuffle(1)|];");

    private static Task Finds(string program) => UsersCode.Check<ReorderedPrefetchingAnalyzer>(program + Data);
}
