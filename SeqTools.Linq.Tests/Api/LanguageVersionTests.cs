using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests;

/// <summary>
/// Calls that have overloads, as C# 12 compiles them, the default of .NET 8, which knows no priorities of overloads,
/// and as the newest C# does.
/// </summary>
[NonParallelizable]
[TestFixture(LanguageVersion.CSharp12)]
[TestFixture(LanguageVersion.CSharp14)]
internal sealed class LanguageVersionTests(LanguageVersion language)
{
    [TestCase("new[] { 1, 2 }.AsView()[0]", "1")]
    [TestCase("new List<int> { 1, 2 }.AsView()[0]", "1")]
    [TestCase("new List<int> { 1, 2 }.Select(n => 2 * n).AsView()[0]", "2")]
    [TestCase("new ReadOnlyCollection<int>([1]).AsView()[0]", "1")]
    [TestCase("new Collection<int> { 1 }.AsView()[0]", "1")]
    [TestCase("new ObservableCollection<int> { 1 }.AsView()[0]", "1")]
    [TestCase("new ArraySegment<int>([1]).AsView()[0]", "1")]
    [TestCase("ImmutableList.Create(1).AsView()[0]", "1")]
    [TestCase("ImmutableArray.Create(1).AsView()[0]", "1")]
    [TestCase("((IList<int>)new List<int> { 1 }).AsView()[0]", "1")]
    [TestCase("((IReadOnlyList<int>)new List<int> { 1 }).AsView()[0]", "1")]
    [TestCase("new ReadOnlyMemory<int>([1]).AsView()[0]", "1")]
    [TestCase("\"abc\".AsView()[0]", "a")]
    public void A_list_of_any_kind_is_viewed(string expression, string printed) => Print(expression).ShouldBe(printed);

    [TestCase("Array.Empty<string>().DefaultIfEmpty(\"none\")[0]", "none")]
    [TestCase("new List<string>().DefaultIfEmpty(\"none\")[0]", "none")]
    [TestCase("new List<object>().DefaultIfEmpty(\"none\")[0]", "none")]
    [TestCase("new List<string>().DefaultIfEmpty()[0] is null", "True")]
    [TestCase("new[] { 1 }.Zip(new[] { 'x' }, \"ab\").First()", "(1, x, a)")]
    [TestCase("new[] { \"a\" }.Append(\"b\")[1]", "b")]
    [TestCase("new[] { \"a\" }.Prepend(\"b\")[0]", "b")]
    [TestCase("new[] { \"a\" }.Concat([\"b\"])[1]", "b")]
    [TestCase("Seq.Repeat(\"a\", 2)[1]", "a")]
    [TestCase("Seq.Repeat(\"a\")[5]", "a")]
    [TestCase("new[] { \"a\" }.Batch(2, pad: \"b\")[0][1]", "b")]
    [TestCase("new[] { 1, 2, 3 }.Batch(2, true).Count", "1")]
    [TestCase("new[] { 1, 2, 3 }.Cycle(5)[4]", "2")]
    [TestCase("new[] { 1, 2, 3 }.Cycle()[4]", "2")]
    public void An_argument_is_what_LINQ_would_take_it_for(string expression, string printed) =>
        Print(expression).ShouldBe(printed);

    [TestCase("new[] { \"x\" }.Prepend(\"y\", \"z\")")]
    [TestCase("new[] { \"x\" }.Append(\"y\", \"z\")")]
    [TestCase("new[] { \"x\" }.Cycle(\"y\")")]
    [TestCase("Seq.Repeat(\"a\", \"b\")")]
    [TestCase("new[] { \"x\" }.Concat([\"y\"], \"z\")")]
    [TestCase("new[] { \"x\" }.Select(s => s, \"z\")")]
    [TestCase("new[] { \"x\" }.AsView()[.., \"z\"]")]
    [TestCase("Seq.Range(0, 3, 1, \"z\")")]
    [TestCase("new[] { \"x\" }.Reverse(\"z\", 3)")]
    public void An_argument_too_many_does_not_compile(string expression) =>
        Problems(expression).ShouldContain(problem => problem.Contains(": error CS", StringComparison.Ordinal));

    [TestCase("A.SelectAsync(async (n, token) => { await Task.Yield(); return 2 * n; })")]
    [TestCase("A.SelectAsync((n, token) => Task.FromResult(2 * n))")]
    [TestCase("A.SelectAsync((n, token) => ValueTask.FromResult(2 * n))")]
    [TestCase("A.SelectAsync(Tasked)")]
    [TestCase("A.SelectAsync(Valued)")]
    [TestCase("A.ToList().SelectAsync(async (n, token) => { await Task.Yield(); return 2 * n; })")]
    [TestCase("A.AsView().SelectAsync(Tasked)")]
    [TestCase("Awaited.SelectAsync(async (n, token) => { await Task.Yield(); return 2 * n; })")]
    [TestCase("Awaited.SelectAsync((n, token) => Task.FromResult(2 * n))")]
    [TestCase("Awaited.SelectAsync((n, token) => ValueTask.FromResult(2 * n))")]
    [TestCase("Awaited.SelectAsync(Tasked)")]
    [TestCase("Awaited.SelectAsync(Valued)")]
    [TestCase("A.SelectAsync(async n => { await Task.Yield(); return 2 * n; })")]
    [TestCase("A.SelectAsync(n => Task.FromResult(2 * n))")]
    [TestCase("A.SelectAsync(n => ValueTask.FromResult(2 * n))")]
    [TestCase("A.SelectAsync(TaskedOnly)")]
    [TestCase("A.SelectAsync(ValuedOnly)")]
    [TestCase("A.SelectAsync(TaskedOrOnly)")]
    [TestCase("A.ToList().SelectAsync(async n => { await Task.Yield(); return 2 * n; })")]
    [TestCase("A.AsView().SelectAsync(async n => { await Task.Yield(); return 2 * n; })")]
    [TestCase("A.SelectAsync(async (n, index, token) => { await Task.Yield(); return n + index + 1; })")]
    [TestCase("A.SelectAsync((n, index, token) => Task.FromResult(n + index + 1))")]
    [TestCase("A.SelectAsync((n, index, token) => ValueTask.FromResult(n + index + 1))")]
    [TestCase("A.SelectAsync(TaskedAt)")]
    [TestCase("Awaited.SelectAsync(async n => { await Task.Yield(); return 2 * n; })")]
    [TestCase("Awaited.SelectAsync(n => Task.FromResult(2 * n))")]
    [TestCase("Awaited.SelectAsync(n => ValueTask.FromResult(2 * n))")]
    [TestCase("Awaited.SelectAsync(TaskedOnly)")]
    [TestCase("Awaited.SelectAsync(ValuedOnly)")]
    [TestCase("Awaited.SelectAsync(async (n, index, token) => { await Task.Yield(); return n + index + 1; })")]
    [TestCase("Awaited.SelectAsync((n, index, token) => Task.FromResult(n + index + 1))")]
    [TestCase("Awaited.SelectAsync((n, index, token) => ValueTask.FromResult(n + index + 1))")]
    [TestCase("Awaited.SelectAsync(TaskedAt)")]
    public void An_asynchronous_function_of_either_kind_is_taken(string expression)
    {
        var program = $$"""
            Console.WriteLine(await Program.Doubled.GetAsync(1));

            partial class Program
            {
                static readonly int[] A = [1, 2, 3];
                static AsyncSeqView<int> Awaited => A.SelectAsync((n, token) => ValueTask.FromResult(n));
                static AsyncSeqView<int> Doubled => {{expression}};
                static Task<int> Tasked(int n, CancellationToken token) => Task.FromResult(2 * n);
                static Task<int> TaskedOnly(int n) => Task.FromResult(2 * n);
                static ValueTask<int> ValuedOnly(int n) => ValueTask.FromResult(2 * n);
                static Task<int> TaskedOrOnly(int n) => Task.FromResult(2 * n);
                static Task<int> TaskedOrOnly(int n, CancellationToken token) => Task.FromResult(2 * n);
                static Task<int> TaskedAt(int n, int index, CancellationToken token) => Task.FromResult(n + index + 1);
                static ValueTask<int> Valued(int n, CancellationToken token) => ValueTask.FromResult(2 * n);
            }
            """;

        CSharpCode.Run(Parse(program)).Trim().ShouldBe("4");
    }

    [TestCase("new[] { \"no file\" }.SelectAsync(System.IO.File.ReadAllTextAsync).Count", "1")]
    [TestCase("A.Select(int.Abs)[0]", "1")]
    [TestCase("new[] { \"7\" }.Select(int.Parse)[0]", "7")]
    [TestCase("A.Zip(A, Math.Max)[0]", "1")]
    [TestCase("A.Batch(2, Enumerable.Sum)[0]", "3")]
    [TestCase("Seq.Generate(3, Math.Abs)[2]", "2")]
    [TestCase("new[] { \"a\" }.Tap(Console.Write)[0]", "aa")]
    [TestCase("new[] { \"7\" }.Filter(string.IsNullOrEmpty).Count", "0")]
    public void A_method_group_is_a_function(string expression, string printed) =>
        Print(expression.Replace("A.", "new[] { 1, 2, 3 }.", StringComparison.Ordinal)
            .Replace("(A,", "(new[] { 1, 2, 3 },", StringComparison.Ordinal)).ShouldBe(printed);

    private string Print(string expression) =>
        CSharpCode.Run(Parse($"Console.WriteLine({expression});")).TrimEnd('\r', '\n');

    private IEnumerable<string> Problems(string expression) =>
        CSharpCode.ProblemsOf(
            CSharpCode.Compile(Parse($"Console.WriteLine({expression});"), OutputKind.ConsoleApplication));

    private SyntaxTree Parse(string code) => CSharpCode.Parse(code, language: language);
}
