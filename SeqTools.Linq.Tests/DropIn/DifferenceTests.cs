namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// What code can tell apart if it looks: views are lists, evaluate nothing but what is read, and stay live. Each
/// difference is shown from both sides, with <c>.AsEnumerable()</c> at the place that makes it LINQ's again.
/// </summary>
[NonParallelizable]
internal sealed class DifferenceTests
{
    private const string Data = """
        public static List<int> List => [1, 2, 3, 4];
        public static string Overloaded(IEnumerable<int> numbers) => "sequence";
        public static string Overloaded(IReadOnlyList<int> numbers) => "list";
        public static int[] Array => [1, 2, 3, 4];
        public static void Skip(IEnumerator<int> elements) => elements.MoveNext();

        """;

    private static readonly (string Name, string Code, string Linqs, string Ours)[] Differences =
    [
        (
            "A view is a list",
            "List|.Select(n => n * 2) is IList<int>",
            "False",
            "True"
        ),
        (
            "An overload that takes a list is the better one",
            "Overloaded(List.Select(n => n * 2)|)",
            "\"sequence\"",
            "\"list\""
        ),
        (
            "Count calls no function",
            "{ var calls = 0; _ = List|.Select(n => calls++).Count(); return calls; }",
            "Int32 4",
            "Int32 0"
        ),
        (
            "Last with a condition seeks from the end",
            "{ var calls = 0; _ = List|.Select(n => { calls++; return n; }).Last(n => n > 2); return calls; }",
            "Int32 4",
            "Int32 1"
        ),
        (
            "A range follows the list also while it is enumerated",
            "{ var list = List; var seen = 0; foreach (var n in list|.Take(2..)) { seen++; "
                + "if (seen == 1) { list.Add(n); } } return seen; }",
            "Int32 2",
            "Int32 3"
        ),
        (
            "A reversed view follows the list also while it is enumerated",
            "{ var list = List; var seen = 0; foreach (var n in list.AsReadOnly()|.Reverse()) { seen++; "
                + "if (seen == 1) { list.Insert(0, n); } } return seen; }",
            "Int32 4",
            "Int32 5"
        ),
        (
            "A pair that failed does not end the enumeration",
            """
            {
                using var pairs = List|.Zip(List, (a, b) => 1 / (a - 2)).GetEnumerator();
                pairs.MoveNext();
                try { pairs.MoveNext(); } catch (Exception) { }
                return pairs.MoveNext();
            }
            """,
            "False",
            "True"
        ),
        (
            "An enumerator in a variable typed var is a value, which is copied where an IEnumerator is wanted",
            "{ var elements = Array|.Select(n => n).GetEnumerator(); Skip(elements); elements.MoveNext(); "
                + "return elements.Current; }",
            "Int32 2",
            "Int32 1"
        ),
#if NET10_0_OR_GREATER // In C# 12 it does not compile: an expression tree may not leave out arguments.
        (
            "An expression tree holds a call that providers of queries don't know",
            "{ System.Linq.Expressions.Expression<Func<int[], int>> tree = row => row|.Skip(1).First(); "
                + "return Of(tree); }",
            "\"Enumerable\"",
            "\"SeqExtensions\""
        ),
#endif
    ];

    private static readonly string Code = $$"""
        namespace UserCode;

        public static class Differences
        {
            {{Data}}
            public static string Of(System.Linq.Expressions.LambdaExpression tree) =>
                CallOf(CallOf(tree.Body).Arguments[0]).Method.DeclaringType!.Name;

            private static System.Linq.Expressions.MethodCallExpression CallOf(
                System.Linq.Expressions.Expression call) => (System.Linq.Expressions.MethodCallExpression)call;

            {{string.Concat(Differences.Select((difference, i) =>
                MethodOf($"As{i}", difference.Code, "")
                + MethodOf($"Remedy{i}", difference.Code, ".AsEnumerable()")))}}
        }
        """;

    private readonly Compiled compiled = new(Code, "Differences");

    private static IEnumerable<TestCaseData<int>> Numbered() =>
        Differences.Select((difference, i) => new TestCaseData<int>(i).SetArgDisplayNames(difference.Name));

    [OneTimeTearDown]
    public void Unload() => compiled.Dispose();

    [Test]
    public void They_compile_without_a_warning_under_both_sets_of_usings()
    {
        CSharpCode.ProblemsOf(compiled.LinqAlone).ShouldBeEmpty();
        CSharpCode.ProblemsOf(compiled.WithLibrary).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Numbered))]
    public void LINQ_alone(int number) => Outcome(compiled.Linqs, $"As{number}").ShouldBe(Differences[number].Linqs);

    [TestCaseSource(nameof(Numbered))]
    public void With_the_library(int number) =>
        Outcome(compiled.Ours, $"As{number}").ShouldBe(Differences[number].Ours);

    [TestCaseSource(nameof(Numbered))]
    public void With_AsEnumerable_it_is_as_LINQ_alone(int number) =>
        Outcome(compiled.Ours, $"Remedy{number}").ShouldBe(Differences[number].Linqs);

    private static string MethodOf(string name, string code, string remedy)
    {
        var body = code.Replace("|", remedy, StringComparison.Ordinal);
        return $"public static object? {name}() {(body.StartsWith('{') ? body : $"=> {body};")}\n    ";
    }

    private static string Outcome(Type type, string method)
    {
        try
        {
            return Printed.Of(Compiled.Call(type, method));
        }
        catch (EvaluationException e)
        {
            return e.InnerException!.GetType().Name;
        }
    }
}
