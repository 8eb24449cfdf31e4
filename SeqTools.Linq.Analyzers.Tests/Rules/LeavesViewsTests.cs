using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class LeavesViewsTests
{
    private const string Data = """

        static class Data
        {
            public static IList<int> Writable { get; } = new List<int> { 1, 2, 3 };
            public static List<int> List { get; } = [1, 2, 3];
            public static int[] Array { get; } = [1, 2, 3];
            public static ImmutableArray<int> Immutable { get; } = [1, 2, 3];
            public static IEnumerable<int> Sequence => List.Where(n => n > 1);
            public static void Take(IEnumerable<int> numbers) { }
        }
        """;

    [TestCase("var view = Data.Writable.[|Select(n => n + 1)|];")]
    [TestCase("var view = Data.Writable.[|Select((n, i) => n + i)|];")]
    [TestCase("var view = from n in Data.Writable [|select n + 1|];")]
    [TestCase("var view = Data.Writable.[|Zip(Data.Array)|];")]
    [TestCase("var view = Data.Writable.[|Concat([4, 5])|];")]
    [TestCase("var view = Data.Writable.[|Append(4)|];")]
    [TestCase("var view = Data.Writable.[|Prepend(4)|];")]
    [TestCase("var view = Data.Writable.[|Skip(1)|];")]
    [TestCase("var view = Data.Writable.[|Take(1)|];")]
    [TestCase("var view = Data.Writable.[|Take(1..2)|];")]
    [TestCase("var view = Data.Writable.[|SkipLast(1)|];")]
    [TestCase("var view = Data.Writable.[|TakeLast(1)|];")]
    [TestCase("var view = Data.Writable.[|Chunk(2)|];")]
    [TestCase("var view = Data.Writable.[|DefaultIfEmpty()|];")]
    [TestCase("var view = Data.Writable.[|Reverse()|];")]
    [TestCase("var view = Data.Writable?.[|Reverse()|];")]
    [TestCase("var view = Data.Immutable.[|Select(n => n + 1)|];")]
#if NET10_0_OR_GREATER
    [TestCase("var view = Data.Array.[|Reverse()|];")]
    [TestCase("var view = Data.Writable.[|Index()|];")]
#endif
    public Task A_list_of_another_type_is_LINQs(string program) => Finds(program);

    [TestCase("var view = Data.Array.[|Zip(Data.Writable)|];")]
    [TestCase("var view = Data.List.Select(n => n).[|Concat(Data.Writable)|];")]
    [TestCase("var view = Data.List.[|Zip(Data.Writable, (a, b) => a + b)|];")]
    [TestCase("var view = Data.List.[|Zip(Data.Array, Data.Writable)|];")]
    public Task So_is_another_argument(string program) => Finds(program);

    [TestCase("IEnumerable<int> numbers = Data.List; var view = numbers.[|Select(n => n + 1)|];")]
    [TestCase("IEnumerable<int> numbers = Data.List.Select(n => n); var view = numbers.[|Reverse()|];")]
    [TestCase("IEnumerable<int> numbers = [1, 2]; var view = numbers.[|Skip(1)|];")]
    [TestCase("var view = new Holder().View; partial class Holder { private readonly IEnumerable<int> numbers = "
        + "Data.Array; public object View => numbers.[|Skip(1)|]; }")]
    public Task So_is_a_variable_that_hides_its_list(string program) => Finds(program);

    [TestCase("foreach (var n in Data.Writable.Select(n => n + 1)) { }")]
    [TestCase("var read = Data.Writable.Select(n => n + 1).ToList();")]
    [TestCase("var read = Data.Writable.Select(n => n + 1).Skip(1).Sum();")]
    [TestCase("var read = (from n in Data.Writable select n + 1).ToArray();")]
    [TestCase("var read = Data.Writable.Skip(1).Where(n => n > 1);")]
    [TestCase("Data.Take(Data.Writable.Skip(1));")]
    [TestCase("var read = new HashSet<int>(Data.Writable.Skip(1));")]
    [TestCase("int[] read = [.. Data.Writable.Skip(1)];")]
    [TestCase("var read = Data.Sequence.Concat(Data.Writable.Skip(1));")]
    public Task What_is_read_on_the_spot_needs_no_index(string program) => Finds(program);

    [TestCase("var read = Data.Writable.AsEnumerable().Select(n => n + 1);")]
    [TestCase("var read = ((IEnumerable<int>)Data.Array).Select(n => n + 1);")]
    [TestCase("var read = Enumerable.Select(Data.Writable, n => n + 1);")]
    [TestCase("IEnumerable<int> Read(IList<int> numbers) => numbers.Select(n => n + 1);")]
    public Task A_sequence_may_be_meant(string program) => Finds(program);

    [TestCase("object Read(IEnumerable<int> numbers) => numbers.Select(n => n + 1);")]
    [TestCase("object Read(ICollection<int> numbers) => numbers.Select(n => n + 1);")]
    [TestCase("object Read(IReadOnlyCollection<int> numbers) => numbers.Select(n => n + 1);")]
    [TestCase("object Read(HashSet<int> numbers) => numbers.Select(n => n + 1);")]
    [TestCase("object Read(Dictionary<int, int> numbers) => numbers.Select(n => n.Key);")]
    [TestCase("var read = \"text\".Select(c => c);")]
    [TestCase("var read = Data.Sequence.Select(n => n + 1);")]
    [TestCase("var read = Data.List.Zip(Data.Sequence);")]
    [TestCase("var read = Data.Writable.Concat(Data.Sequence);")]
    [TestCase("IEnumerable<int> numbers = Data.List; numbers = numbers.Select(n => n + 1);")]
    [TestCase("IEnumerable<int> numbers = Data.Sequence; var read = numbers.Select(n => n + 1);")]
    [TestCase("IEnumerable<object> words = new List<string>(); var read = words.Select(n => n);")]
    [TestCase("var read = new Holder().View; partial class Holder { public readonly IEnumerable<int> numbers = "
        + "Data.Array; public object View => numbers.Skip(1); }")]
    [TestCase("var read = new Holder().View; class Holder { private readonly IEnumerable<int> numbers = "
        + "Data.Array; public Holder() => numbers = Data.Sequence; public object View => numbers.Skip(1); }")]
    public Task What_has_no_index_loses_none(string program) => Finds(program);

    [TestCase("var view = Data.List.Select(n => n).Skip(1).Reverse().Zip(Data.Array).Concat([]);")]
    [TestCase("var view = from n in Data.Array select n;")]
    [TestCase("IReadOnlyList<int> list = Data.Array; var view = list.Select(n => n);")]
    [TestCase("var view = Data.Immutable.Skip(1);")]
    public Task A_view_is_one(string program) => Finds(program);

    [Test]
    public Task A_provider_of_queries_needs_LINQs_operator() => Finds(
        "System.Linq.Expressions.Expression<Func<IList<int>, object>> read = list => list.Select(n => n + 1);");

    [Test]
    public Task A_file_without_the_namespace_is_LINQs() =>
        UsersCode.Check<LeavesViewsAnalyzer>("var read = Data.Writable.Skip(1);" + Data, inScope: false);

    [TestCase(
        "var view = Data.Writable.[|Select(n => n + 1)|];",
        "var view = Data.Writable.AsView().Select(n => n + 1);")]
    [TestCase(
        "var view = Data.Writable /* all */\n    .[|Skip(1)|] // but one\n    .Reverse();",
        "var view = Data.Writable.AsView() /* all */\n    .Skip(1) // but one\n    .Reverse();")]
    [TestCase(
        "var view = from n in Data.Writable [|select n + 1|];",
        "var view = from n in Data.Writable.AsView() select n + 1;")]
    [TestCase(
        "var view = ((IList<int>)Data.List).[|Skip(1)|];", "var view = ((IList<int>)Data.List).AsView().Skip(1);")]
    [TestCase("var view = Data.Array.[|Zip(Data.Writable)|];", "var view = Data.Array.Zip(Data.Writable.AsView());")]
    [TestCase(
        "var view = Data.Writable.[|Zip(Data.Writable, Data.Writable)|];",
        "var view = Data.Writable.AsView().Zip(Data.Writable.AsView(), Data.Writable.AsView());")]
    [TestCase(
        "var view = Data.Immutable.[|Select(n => n + 1)|];",
        "var view = Data.Immutable.AsView().Select(n => n + 1);")]
    [TestCase(
        "IEnumerable<int> numbers = Data.List; var one = numbers.[|Skip(1)|]; var two = numbers.[|Take(1)|];",
        "var numbers = Data.List; var one = numbers.Skip(1); var two = numbers.Take(1);")]
    [TestCase(
        "IEnumerable<int> numbers = [1, 2]; var view = numbers.[|Skip(1)|];",
        "IReadOnlyList<int> numbers = [1, 2]; var view = numbers.Skip(1);")]
    [TestCase(
        "IEnumerable<int> numbers = Data.List; var view = numbers.[|Reverse()|];",
        "IEnumerable<int> numbers = Data.List; var view = numbers.AsView().Reverse();")]
    [TestCase(
        "var view = new Holder().View; partial class Holder { private readonly IEnumerable<int> numbers = "
            + "Data.Array; public object View => numbers.[|Skip(1)|]; }",
        "var view = new Holder().View; partial class Holder { private readonly IReadOnlyList<int> numbers = "
            + "Data.Array; public object View => numbers.Skip(1); }")]
#if NET10_0_OR_GREATER
    [TestCase("var view = Data.Array.[|Reverse()|];", "var view = Data.Array.AsView().Reverse();")]
#endif
    public Task The_list_is_viewed(string program, string expected) =>
        UsersCode.Fix<LeavesViewsAnalyzer, LeavesViewsCodeFixProvider>(program + Data, expected + Data);

    [TestCase("public Holder() => (numbers, _) = (Data.Sequence, 1);")]
    [TestCase("public Holder() => ((this.numbers, _), _) = ((Data.Sequence, 1), 1);")]
    [TestCase("public Holder() => Give(out numbers);")]
    [TestCase("public Holder() => Give(out this.numbers);")]
    [TestCase("public Holder() => (numbers) = Data.Sequence;")]
    public Task A_field_that_a_constructor_assigns_may_hold_a_sequence(string constructor) => Finds(
        "var read = new Holder().View; class Holder { private readonly IEnumerable<int> numbers = Data.Array; "
        + "public object View => numbers.Skip(1); static void Give(out IEnumerable<int> given) => "
        + "given = Data.Sequence; " + constructor + " }");

    [TestCase("public Holder(out int count) => count = numbers.Count();")]
    [TestCase("public Holder(out int count) => (count, _) = (numbers.Count(), 1);")]
    public Task A_field_that_a_constructor_reads_holds_its_list(string constructor) => Finds(
        "var view = new Holder(out _).View; class Holder { private readonly IEnumerable<int> numbers = Data.Array; "
        + "public object View => numbers.[|Skip(1)|]; " + constructor + " }");

    [TestCase("IEnumerable<int> Read(bool all) => all ? Data.Writable.Skip(1) : Data.Writable.Take(1);")]
    [TestCase("IEnumerable<int> Read(IList<int>? numbers) => numbers?.Skip(1) ?? Data.Writable.Take(1);")]
    [TestCase("IEnumerable<int> Read(int n) => n switch { 0 => Data.Writable.Skip(1), _ => Data.Writable.Take(1) };")]
    [TestCase("Func<IEnumerable<int>> read = () => Data.Writable.Skip(1);")]
    [TestCase("Func<int, IEnumerable<int>> read = n => { return Data.Writable.Skip(n); };")]
    [TestCase("var read = Data.Sequence.SelectMany(n => Data.Writable.Select(m => n + m));")]
    [TestCase("var read = from n in Data.Sequence from m in Data.Writable.Skip(1) select n + m;")]
    [TestCase("async Task<IEnumerable<int>> Read() { await Task.Yield(); return Data.Writable.Skip(1); }")]
    [TestCase("Func<Task<IEnumerable<int>>> read = async () => { await Task.Yield(); return Data.Writable.Skip(1); };")]
    [TestCase("IEnumerable<int>[] read = [Data.Writable.Skip(1)];")]
    [TestCase("var read = new IEnumerable<int>[] { Data.Writable.Skip(1) };")]
    [TestCase("IEnumerable<int>[] read = { Data.Writable.Skip(1) };")]
    [TestCase("Data.Take(Data.Array.Length > 1 ? Data.Writable.Skip(1) : Data.Writable);")]
    public Task What_is_declared_to_be_a_sequence_may_be_one(string program) => Finds(program);

    [TestCase("object Read(bool all) => all ? Data.Writable.[|Skip(1)|] : Data.Writable.[|Take(1)|];")]
    [TestCase("var view = Data.Array.Length > 1 ? Data.Writable.[|Skip(1)|] : Data.Writable.[|Take(1)|];")]
    [TestCase("var views = Data.Array.Select(n => Data.Writable.[|Skip(n)|]);")]
    [TestCase("Func<object> read = () => Data.Writable.[|Skip(1)|];")]
    [TestCase("async Task<object> Read() { await Task.Yield(); return Data.Writable.[|Skip(1)|]; }")]
    [TestCase("var views = new[] { Data.Writable.[|Skip(1)|] };")]
    public Task What_is_not_declared_to_be_a_sequence_is_LINQs(string program) => Finds(program);

    [TestCase(
        "IEnumerable<(int Count, string Name)> pairs = new[] { (1, \"a\") }; "
            + "var names = pairs.[|Select(pair => pair.Name)|];",
        "IReadOnlyList<(int Count, string Name)> pairs = new[] { (1, \"a\") }; "
            + "var names = pairs.Select(pair => pair.Name);")]
    public Task The_names_of_parts_are_kept(string program, string expected) =>
        UsersCode.Fix<LeavesViewsAnalyzer, LeavesViewsCodeFixProvider>(program + Data, expected + Data);

    [TestCase(
        "IList<int>? list = Data.List; var view = list?.[|Skip(1)|];",
        "IList<int>? list = Data.List; var view = list?.AsView().Skip(1);")]
    [TestCase(
        "IList<int>? list = Data.List; var view = (list)?.[|Skip(1)|].Take(2)?.Count();",
        "IList<int>? list = Data.List; var view = (list)?.AsView().Skip(1).Take(2)?.Count();")]
    [TestCase(
        "ImmutableArray<int>? list = Data.Immutable; var view = list?.[|Select(n => n + 1)|];",
        "ImmutableArray<int>? list = Data.Immutable; var view = list?.AsView().Select(n => n + 1);")]
    [TestCase(
        "IList<int>? list = Data.List; var view = list!.[|Select(n => n + 1)|];",
        "IList<int>? list = Data.List; var view = list!.AsView().Select(n => n + 1);")]
    public Task What_may_be_null_stays_so(string program, string expected) =>
        The_list_is_viewed(program, expected);

    [TestCase(
        "IEnumerable<int> numbers = new[] { 1 }, others = Data.Sequence; var view = numbers.[|Skip(1)|];")]
    [TestCase(
        "IEnumerable<int> numbers = Data.List; var view = numbers.[|Skip(1)|]; var read = numbers.Reverse().ToList();")]
    [TestCase(
        "IEnumerable<int> numbers = Data.List; var view = numbers.[|Skip(1)|]; "
        + "Task<IEnumerable<int>> task = Task.FromResult(numbers);")]
    [TestCase("using Numbers = System.Collections.Generic.IEnumerable<int>; Numbers numbers = [1, 2]; "
        + "var view = numbers.[|Skip(1)|];")]
    public Task A_variable_whose_uses_need_its_type_has_no_fix(string program) =>
        UsersCode.HasNoFix<LeavesViewsAnalyzer, LeavesViewsCodeFixProvider>(program + Data);

    [Test]
    public Task Comments_stay_where_they_are() => The_list_is_viewed(
        "var view = Data.Writable // all\n    // selected\n    .[|Select(n => n + 1)|];",
        "var view = Data.Writable.AsView() // all\n    // selected\n    .Select(n => n + 1);");

    private static Task Finds(string program) => UsersCode.Check<LeavesViewsAnalyzer>(program + Data);
}
