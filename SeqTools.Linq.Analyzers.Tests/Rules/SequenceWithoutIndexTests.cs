using System.Globalization;
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

    [TestCase("IEnumerable<int>? numbers = Data.Sequence; var view = numbers?.[|Batch(2)|];")]
    [TestCase("IEnumerable<int>? numbers = Data.Sequence; var view = numbers?.Distinct().[|Batch(2)|].Skip(1);")]
    [TestCase("IList<int>? numbers = Data.Writable; var view = numbers?.[|Batch(2)|];")]
    public Task One_on_a_sequence_that_may_be_null_has_no_fix(string program) =>
        UsersCode.HasNoFix<SequenceWithoutIndexAnalyzer, SequenceWithoutIndexCodeFixProvider>(
            program + Data, compiles: false);

    [TestCase("int[]? numbers = Data.Numbers; var view = numbers?.Batch(\"two\");")]
    [TestCase("int[]? numbers = Data.Numbers; var view = numbers?.Batch(2).Nothing();")]
    public Task Another_error_behind_a_null_is_none(string program) => Finds(program);

    [TestCase("(from n in Data.Numbers orderby n select n).Window(2)", "in their order")]
    [TestCase("(from n in Data.Numbers where n > 1 select n).Window(2)", "'Filter' in place")]
    [TestCase("(Data.Numbers.Where(n => n > 1)).Window(2)", "'Filter' in place")]
    [TestCase("(from n in Data.Numbers where n > 1 select n + 1).Window(2)", "'AsIndexable(count)' finds")]
    public async Task A_query_is_told_what_its_methods_are(string expression, string help)
    {
        var problems = await UsersCode.Problems($"var view = {expression};" + Data);

        var report = problems.Single(problem => problem.Id == "SEQ013");
        Assert.That(report.GetMessage(CultureInfo.InvariantCulture), Does.Contain(help));
    }

    [TestCase(
        "var view = (from n in Data.Numbers orderby n select n).[|Window(2)|];",
        "var view = (from n in Data.Numbers orderby n select n).ToArray().Window(2);")]
    public Task A_query_becomes_a_list(string program, string expected) =>
        UsersCode.Fix<SequenceWithoutIndexAnalyzer, SequenceWithoutIndexCodeFixProvider>(
            program + Data, expected + Data, compiles: false);

    private static Task Finds(string program) =>
        UsersCode.Check<SequenceWithoutIndexAnalyzer>(program + Data, compiles: false);
}
