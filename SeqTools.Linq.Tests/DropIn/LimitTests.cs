using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// Where adding the library to a file that uses LINQ is felt by the compiler: a type must be exactly
/// <c>IEnumerable&lt;T&gt;</c>, or is sought that a view and a list have in common. <c>.AsEnumerable()</c> is always
/// the remedy.
/// </summary>
internal sealed class LimitTests
{
    private const string Data = """
        List<int> list = [1, 2, 3];
        int[][] rows = [[1, 2], [3]];
        string[] words = ["one", "two"];
        Func<int, bool>[] filters = [n => n > 1];
        var isFirst = list.Count > 2;
        void Show(IEnumerable<int> numbers) => Console.WriteLine(numbers.Count());
        """;

    private static readonly TestCaseData<string, string, string>[] Limits =
    [
        Limit(
            "A variable that is declared with var",
            "CS0266",
            "var query = list.Select(n => n + 1)|; query = query.Where(n => n > 2); Show(query);"),
        Limit(
            "A variable that is declared with var in a loop",
            "CS0266",
            "var query = list.Skip(1)|; foreach (var filter in filters) { query = query.Where(filter); } Show(query);"),
        Limit(
            "An item of a tuple",
            "CS0266",
            "var pair = (Query: list.Take(2)|, Count: 2); pair.Query = pair.Query.Where(n => n > 1); "
                + "Show(pair.Query);"),
        Limit(
            "A tuple within another type",
            "CS0029",
            "List<(IEnumerable<int>, int)> pairs = rows.Select(row => (row.Skip(1)|, 1)).ToList(); "
                + "Show(pairs[0].Item1);"),
        Limit(
            "The result of a task",
            "CS0029",
            "System.Threading.Tasks.Task<IEnumerable<int>> task = "
                + "System.Threading.Tasks.Task.FromResult(list.Select(n => n)|); Show(task.Result);"),
        Limit(
            "A value of a dictionary",
            "CS0029",
            "Dictionary<string, IEnumerable<int>> found = words.ToDictionary(word => word, "
                + "word => list.Take(word.Length)|); Show(found[\"one\"]);"),
        Limit(
            "An element of a list",
            "CS0029",
            "List<IEnumerable<int>> parts = rows.Select(row => row.Skip(1)|).ToList(); Show(parts[0]);"),
        Limit(
            "The seed of Aggregate",
            "CS0266",
            "Show(filters.Aggregate(list.Select(n => n)|, (query, filter) => query.Where(filter)));"),
        Limit(
            "A conditional of a view and a list",
            "CS0173",
            "var numbers = isFirst ? list.Select(n => n)| : list; Show(numbers);"),
        Limit(
            "A switch of a view and a list",
            "CS8506",
            "var numbers = list.Count switch { 0 => list.Select(n => n)|, _ => list }; Show(numbers);"),
        Limit(
            "An array where there is no view",
            "CS0019",
            "List<int>? perhaps = isFirst ? list : null; Show(perhaps?.Select(n => n + 1)| ?? Array.Empty<int>());"),
        Limit(
            "A function that returns a view or a list",
            "CS0411",
            "Show(rows.SelectMany(row => { if (row.Length > 1) { return row.Skip(1)|; } return row; }));"),
        Limit(
            "A method with overloads for both kinds of list",
            "CS0121",
            "Console.WriteLine(Sink.Take(list.Select(n => n)|));"),
        Limit(
            "A method with overloads for both kinds of collection",
            "CS0121",
            "Console.WriteLine(Sink.Count(list.Select(n => n)|));"),
        Limit(
            "An array of a view and a list",
            "CS0826",
            "foreach (var numbers in new[] { list.Skip(1)|, rows[0] }) { Show(numbers); }"),
        Limit(
            "An argument that is handed over by reference",
            "CS1503",
            "var query = list.Skip(1)|; Sink.Filter(ref query); Show(query);"),
        Limit(
            "Two arguments of one type that is inferred",
            "CS0411",
            "Show(Sink.Longer(list.Skip(1)|, rows[0]));"),
    ];

    [TestCaseSource(nameof(Limits))]
    public void It_is_an_error_of_the_compiler(string code, string error, string remedy) =>
        ProblemsOf(code).First().ShouldContain($"error {error}:");

    [TestCaseSource(nameof(Limits))]
    public void LINQ_alone_compiles_it(string code, string error, string remedy) =>
        ProblemsOf(code, withLibrary: false).ShouldBeEmpty();

    [TestCaseSource(nameof(Limits))]
    public void AsEnumerable_is_the_remedy(string code, string error, string remedy) =>
        ProblemsOf(remedy).ShouldBeEmpty();

    private static TestCaseData<string, string, string> Limit(string name, string error, string code) =>
        new TestCaseData<string, string, string>(
            code.Replace("|", "", StringComparison.Ordinal),
            error,
            code.Replace("|", ".AsEnumerable()", StringComparison.Ordinal)).SetArgDisplayNames(name);

    private static IEnumerable<string> ProblemsOf(string code, bool withLibrary = true) =>
        CSharpCode.ProblemsOf(CSharpCode.Compile(CSharpCode.Parse($$"""
            {{Data}}
            {{code}}
            Show(list);

            static class Sink
            {
                public static string Take(IEnumerable<int> numbers) => "sequence";
                public static string Take(IList<int> numbers) => "list";
                public static string Take(IReadOnlyList<int> numbers) => "read-only list";
                public static string Count(IEnumerable<int> numbers) => "sequence";
                public static string Count(ICollection<int> numbers) => "collection";
                public static string Count(IReadOnlyCollection<int> numbers) => "read-only collection";
                public static void Filter(ref IEnumerable<int> numbers) => numbers = numbers.Where(n => n > 2);
                public static T Longer<T>(T one, T other) where T : IEnumerable<int> =>
                    one.Count() < other.Count() ? other : one;
            }
            """), OutputKind.ConsoleApplication, withLibrary));
}
