using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// The same source text under both sets of usings: no call becomes ambiguous, no warning appears and no result changes.
/// </summary>
[NonParallelizable]
internal sealed class StatementTests
{
    private static readonly string[] OperatorsOfLinq = Array.FindAll(
    [
        "Append", "Chunk", "Concat", "DefaultIfEmpty", "Index", "Prepend", "Reverse",
        "Select", "Skip", "SkipLast", "Take", "TakeLast", "Zip",
    ],
    name => NewerLinq.IsAtHandFor($"{name}()"));

    private static readonly string Code = $$"""
        namespace UserCode;

        public static class Statements
        {
            {{Statements.Data}}
            {{string.Concat(Statements.All.Select(MethodOf))}}
        }
        """;

    private readonly Compiled compiled = new(Code, "Statements");

    private static IEnumerable<TestCaseData<int>> Numbered() =>
        Statements.All
            .Index()
            .Select(statement => new TestCaseData<int>(statement.Index).SetArgDisplayNames(statement.Item));

    [OneTimeTearDown]
    public void Unload() => compiled.Dispose();

    [Test]
    public void They_compile_without_a_warning_under_both_sets_of_usings()
    {
        CSharpCode.ProblemsOf(compiled.LinqAlone).ShouldBeEmpty();
        CSharpCode.ProblemsOf(compiled.WithLibrary).ShouldBeEmpty();
    }

    [Test]
    public void They_call_every_operator_of_the_library_that_has_a_name_of_LINQ()
    {
        var model = compiled.WithLibrary.GetSemanticModel(compiled.Tree);

        var called = compiled.Tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => model.GetSymbolInfo(call).Symbol)
            .Where(method => method?.ContainingType.Name == nameof(SeqExtensions))
            .Select(method => method!.Name)
            .ToList();

        called.Distinct().Order().ShouldBe(OperatorsOfLinq);
        called.Count.ShouldBeGreaterThan(100);
    }

    [TestCaseSource(nameof(Numbered))]
    public async Task The_result_is_that_of_LINQ_alone(int number)
    {
        var expected = await ResultOfAsync(compiled.Linqs, number);
        using var untouched = SeqErrors.Use(ErrorMode.Passthrough);

        (await ResultOfAsync(compiled.Ours, number)).ShouldBe(expected);
    }

    [TestCaseSource(nameof(Numbered))]
    public async Task Only_the_exception_of_user_code_is_wrapped_besides(int number)
    {
        var expected = await ResultOfAsync(compiled.Linqs, number);

        (await ResultOfAsync(compiled.Ours, number, e => (e as EvaluationException)?.InnerException ?? e))
            .ShouldBe(expected);
    }

    private static string MethodOf(string statement, int number)
    {
        var modifiers = statement.Contains("await ", StringComparison.Ordinal)
            ? "async System.Threading.Tasks.Task<object?>"
            : "object?";
        var body = statement.StartsWith('{') ? statement : $"=> {statement};";
        return $"public static {modifiers} Statement{number}() {body}\n    ";
    }

    private static Task<string> ResultOfAsync(Type statements, int number) => ResultOfAsync(statements, number, e => e);

    /// <summary>
    /// What a statement returns, enumerated to its end; or the exception, be it thrown at the call or on the way.
    /// </summary>
    private static async Task<string> ResultOfAsync(Type statements, int number, Func<Exception, Exception> unwrap)
    {
        try
        {
            var result = Compiled.Call(statements, $"Statement{number}");
            return Printed.Of(result is Task<object?> task ? await task : result);
        }
        catch (Exception e)
        {
            var exception = unwrap(e);
            return $"{exception.GetType()} {(exception as ArgumentException)?.ParamName}";
        }
    }
}
