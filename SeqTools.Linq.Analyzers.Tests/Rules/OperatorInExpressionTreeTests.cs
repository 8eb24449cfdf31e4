using Microsoft.CodeAnalysis.CSharp;
using SeqTools.Linq.Analyzers.Rules;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class OperatorInExpressionTreeTests
{
    private const string Data = """

        record Order(List<int> Lines, int[] Numbers);

        static class Data
        {
            public static IQueryable<Order> Orders { get; } = new List<Order>().AsQueryable();
        }
        """;

    /// <summary>An expression tree cannot leave out an argument in C# 12, which the compiler says, too.</summary>
    private static bool Compiles => CSharpCode.UsersLanguage > LanguageVersion.CSharp12;

    [TestCase("var read = Data.Orders.Select(order => order.Lines.[|Select(n => n + 1)|]);")]
    [TestCase("var read = from order in Data.Orders select order.Lines.[|Skip(1)|];")]
    [TestCase("var read = Data.Orders.Where(order => order.Lines.[|Skip(1)|].Any());")]
    [TestCase("var read = Data.Orders.Select(order => order.Lines.[|Skip(1)|].Take(2));")]
    [TestCase("var read = Data.Orders.Select(order => order.Lines.[|Batch(2)|]);")]
    [TestCase("System.Linq.Expressions.Expression<Func<Order, object>> read = order => order.Numbers.[|Take(2)|];")]
    public Task An_operator_that_is_not_run_is_found(string program) => Finds(program, Compiles);

    [TestCase("var read = Data.Orders.Select(order => order.Lines.AsEnumerable().Select(n => n + 1));")]
    [TestCase("var read = Data.Orders.Select(order => order.Lines.Where(n => n > 1).Skip(1));")]
    [TestCase("var read = Data.Orders.AsEnumerable().Select(order => order.Lines.Select(n => n + 1));")]
    [TestCase("Func<Order, object> read = order => order.Numbers.Take(2);")]
    public Task One_that_is_run_or_is_LINQs_is_none(string program) => Finds(program);

    [TestCase("Data.Orders.ToList().ShouldAllBe(order => order.Lines.Skip(1).Any());")]
    public Task A_tree_that_an_assertion_compiles_is_none(string program) =>
        UsersCode.Check<OperatorInExpressionTreeAnalyzer>(
            "using Shouldly; " + program + Data, compiles: Compiles, references: typeof(ShouldBeTestExtensions));

    [TestCase("System.Linq.Expressions.Expression<Func<Order, object>> read = order => order.Numbers.Take(2);"
        + "var run = read.Compile();")]
    [TestCase("var run = ((System.Linq.Expressions.Expression<Func<Order, object>>)(order => order.Numbers.Take(2)))"
        + ".Compile();")]
    public Task A_tree_that_is_compiled_here_is_none(string program) => Finds(program, Compiles);

    [TestCase("void Find(System.Linq.Expressions.Expression<Func<Order, bool>> wanted) { } "
        + "Find(order => order.Lines.[|Skip(1)|].Any());")]
    public Task A_tree_that_own_code_takes_may_be_translated(string program) => Finds(program, Compiles);

    [TestCase(
        "var read = Data.Orders.Select(order => order.Lines.[|Select(n => n + 1)|]);",
        "var read = Data.Orders.Select(order => order.Lines.AsEnumerable().Select(n => n + 1));")]
    [TestCase(
        "var read = Data.Orders.Select(order => order.Lines /* all */ .[|Skip(1)|].Take(2)"
            + ".Zip(order.Numbers.[|Skip(1)|]));",
        "var read = Data.Orders.Select(order => order.Lines.AsEnumerable() /* all */ .Skip(1).Take(2)"
            + ".Zip(order.Numbers.AsEnumerable().Skip(1)));")]
    public Task LINQs_operator_takes_its_place(string program, string expected) =>
        UsersCode.Fix<OperatorInExpressionTreeAnalyzer, OperatorInExpressionTreeCodeFixProvider>(
            program + Data, expected + Data, Compiles);

    [Test]
    public Task What_LINQ_does_not_have_has_no_fix() =>
        UsersCode.HasNoFix<OperatorInExpressionTreeAnalyzer, OperatorInExpressionTreeCodeFixProvider>(
            "var read = Data.Orders.Select(order => order.Lines.[|Batch(2)|]);" + Data, Compiles);

    [TestCase("var read = Data.Orders.Select(order => order.Lines.[|Skip(1)|].Batch(2));")]
    [TestCase("var read = Data.Orders.Select(order => new { order.Lines.[|Append(1)|].Count });")]
    public Task What_needs_a_view_behind_it_has_no_fix(string program) =>
        UsersCode.HasNoFix<OperatorInExpressionTreeAnalyzer, OperatorInExpressionTreeCodeFixProvider>(
            program + Data, Compiles);

    [Test]
    public Task Comments_stay_where_they_are() => LINQs_operator_takes_its_place(
        "var read = Data.Orders.Select(order => order.Lines // all\n    // but one\n    .[|Skip(1)|]);",
        "var read = Data.Orders.Select(order => order.Lines.AsEnumerable() // all\n    // but one\n    .Skip(1));");

    private static Task Finds(string program, bool compiles = true) =>
        UsersCode.Check<OperatorInExpressionTreeAnalyzer>(program + Data, compiles: compiles);
}
