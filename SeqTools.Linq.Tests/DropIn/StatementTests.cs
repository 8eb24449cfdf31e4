using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>The same source text under both sets of usings: no call becomes ambiguous, no warning appears and no result changes.</summary>
[NonParallelizable]
internal sealed class StatementTests
{
    private static readonly string[] OperatorsOfLinq =
    [
        "Append", "Chunk", "Concat", "DefaultIfEmpty", "Index", "Prepend", "Reverse",
        "Select", "Skip", "SkipLast", "Take", "TakeLast", "Zip",
    ];

    private static readonly SyntaxTree Code = CSharpCode.Parse($$"""
        namespace UserCode;

        public static class Statements
        {
            {{Statements.Data}}
            {{string.Concat(Statements.All.Select(MethodOf))}}
        }
        """);

    private static readonly CSharpCompilation WithLibrary = CSharpCode.Compile(Code, OutputKind.DynamicallyLinkedLibrary);
    private static readonly CSharpCompilation LinqAlone = CSharpCode.Compile(Code, OutputKind.DynamicallyLinkedLibrary, withLibrary: false);

    private readonly List<AssemblyLoadContext> contexts = [];
    private Type ours;
    private Type linqs;

    private static IEnumerable<TestCaseData<int>> Numbered() =>
        Statements.All.Index().Select(statement => new TestCaseData<int>(statement.Index).SetArgDisplayNames(statement.Item));

    [OneTimeSetUp]
    public void Load()
    {
        ours = Load(WithLibrary);
        linqs = Load(LinqAlone);
    }

    [OneTimeTearDown]
    public void Unload() => contexts.ForEach(context => context.Unload());

    [Test]
    public void They_compile_without_a_warning_under_both_sets_of_usings()
    {
        CSharpCode.ProblemsOf(LinqAlone).ShouldBeEmpty();
        CSharpCode.ProblemsOf(WithLibrary).ShouldBeEmpty();
    }

    [Test]
    public void They_call_every_operator_of_the_library_that_has_a_name_of_LINQ()
    {
        var model = WithLibrary.GetSemanticModel(Code);

        var called = Code.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => model.GetSymbolInfo(call).Symbol)
            .Where(method => method?.ContainingType.Name == nameof(SeqExtensions))
            .CountBy(method => method!.Name)
            .ToDictionary();

        called.Keys.Order().ShouldBe(OperatorsOfLinq);
        called.Values.Sum().ShouldBeGreaterThan(100);
    }

    [TestCaseSource(nameof(Numbered))]
    public async Task The_result_is_that_of_LINQ_alone(int number)
    {
        var expected = await ResultOfAsync(linqs, number);
        using var untouched = SeqErrors.Use(ErrorMode.Passthrough);

        (await ResultOfAsync(ours, number)).ShouldBe(expected);
    }

    [TestCaseSource(nameof(Numbered))]
    public async Task Only_the_exception_of_user_code_is_wrapped_besides(int number)
    {
        var expected = await ResultOfAsync(linqs, number);

        (await ResultOfAsync(ours, number, e => (e as EvaluationException)?.InnerException ?? e)).ShouldBe(expected);
    }

    private static string MethodOf(string statement, int number)
    {
        var modifiers = statement.Contains("await ", StringComparison.Ordinal) ? "async System.Threading.Tasks.Task<object?>" : "object?";
        var body = statement.StartsWith('{') ? statement : $"=> {statement};";
        return $"public static {modifiers} Statement{number}() {body}\n    ";
    }

    private static Task<string> ResultOfAsync(Type statements, int number) => ResultOfAsync(statements, number, e => e);

    /// <summary>What a statement returns, enumerated to its end; or the exception, be it thrown at the call or on the way.</summary>
    private static async Task<string> ResultOfAsync(Type statements, int number, Func<Exception, Exception> unwrap)
    {
        try
        {
            var result = statements.GetMethod($"Statement{number}")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
            return Printed.Of(result is Task<object?> task ? await task : result);
        }
        catch (Exception e)
        {
            var exception = unwrap(e);
            return $"{exception.GetType()} {(exception as ArgumentException)?.ParamName}";
        }
    }

    private Type Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Success.ShouldBeTrue(string.Join('\n', CSharpCode.ProblemsOf(compilation)));
        image.Position = 0;
        var context = new AssemblyLoadContext("statements", isCollectible: true);
        contexts.Add(context);
        return context.LoadFromStream(image).GetType("UserCode.Statements")!;
    }
}
