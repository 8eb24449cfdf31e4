using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class SequenceWithoutIndexTests
{
    private const string Data = """

        static class Data
        {
            public static int[] Numbers { get; } = [1, 2, 3];
            public static IList<int> Writable { get; } = new List<int> { 1, 2, 3 };
            public static IEnumerable<int> Sequence => Numbers.Where(n => n > 1);
        }
        """;

    [TestCase("var view = Data.Numbers.Where(n => n > 1).[|Batch(32)|];")]
    [TestCase("var view = Data.Numbers.OrderBy(n => n).[|Window(2)|];")]
    [TestCase("var view = Data.Numbers.Distinct().[|AsPrefetched(2, 8)|];")]
    [TestCase("var view = Data.Numbers.Distinct().[|Shuffle(1)|];")]
    [TestCase("var view = \"text\".[|Batch(2)|];")]
    [TestCase("var view = Data.Writable.[|Batch(2)|];")]
    [TestCase("object Read(IEnumerable<int> numbers) => numbers.[|Batch(2)|];")]
    [TestCase("object Read(HashSet<int> numbers) => numbers.[|Memoize()|];")]
    [TestCase("object Read(ICollection<int> numbers) => numbers.[|Tap(n => { })|];")]
    [TestCase("var view = Data.Sequence.[|Batch(2)|].AsPrefetched();")]
#if NET10_0_OR_GREATER
    [TestCase("var view = Data.Sequence.Shuffle().[|Batch(32)|];")]
#endif
    public Task An_operator_on_a_sequence_is_found(string program) => Finds(program);

    [TestCase("var view = Data.Numbers.Batch(\"two\");")]
    [TestCase("var view = Data.Numbers.Batch(2).Nothing();")]
    [TestCase("var view = Data.Nothing.Batch(2);")]
    [TestCase("var view = Data.Sequence.Select(n => n.Nothing);")]
    [TestCase("var view = new Own().Batch(\"two\"); class Own : List<int> { public int Batch(int n) => n; }")]
    [TestCase("var view = 5.Batch(2);")]
    public Task Another_error_is_none(string program) => Finds(program);

    [TestCase("var view = Data.Sequence.AsIndexable().Batch(2);")]
    [TestCase("var view = Data.Numbers.Filter(n => n > 1).Batch(2);")]
    [TestCase("var view = Data.Sequence.SelectAsync(n => Task.FromResult(n));")]
    [TestCase("var view = Data.Numbers.Batch(2);")]
    [TestCase("var view = ImmutableArray.Create(1).Batch(2);")]
    public Task What_compiles_is_none(string program) =>
        UsersCode.Check<SequenceWithoutIndexAnalyzer>(program + Data);

    [TestCase("var view = Data.Writable.[|Batch(2)|];", "var view = Data.Writable.AsView().Batch(2);")]
    [TestCase("var view = \"text\".[|Batch(2)|];", "var view = \"text\".AsView().Batch(2);")]
    [TestCase(
        "var view = Data.Numbers\n    .OrderBy(n => n) // sorted\n    .[|Window(2)|];",
        "var view = Data.Numbers\n    .OrderBy(n => n).ToArray() // sorted\n    .Window(2);")]
    [TestCase(
        "var view = Data.Numbers\n    .Where(n => n > 1) // some\n    .[|Batch(2)|];",
        "var view = Data.Numbers\n    .Filter(n => n > 1) // some\n    .Batch(2);")]
    public Task It_becomes_a_list_where_one_way_fits(string program, string expected) =>
        UsersCode.Fix<SequenceWithoutIndexAnalyzer, SequenceWithoutIndexCodeFixProvider>(
            program + Data, expected + Data, compiles: false);

    [TestCase("var view = Data.Numbers.Distinct().[|Batch(2)|];")]
    [TestCase("object Read(IEnumerable<int> numbers) => numbers.[|Batch(2)|];")]
    public Task Where_several_fit_the_author_chooses(string program) =>
        UsersCode.HasNoFix<SequenceWithoutIndexAnalyzer, SequenceWithoutIndexCodeFixProvider>(
            program + Data, compiles: false);

    private static Task Finds(string program) =>
        UsersCode.Check<SequenceWithoutIndexAnalyzer>(program + Data, compiles: false);
}
