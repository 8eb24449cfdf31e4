using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeqTools.Linq;
using SeqTools.Linq.Tests;

// Outside the library's namespace, so that its operators and LINQ's are equally near, as in the code of a user.
namespace UserCode;

/// <summary>
/// Which method a call binds to is seen in the static type of its result: a view, or LINQ's sequence.
/// </summary>
internal sealed class BindingTests
{
    private static readonly int[] Numbers = [1, 2, 3];

    [Test]
    public void On_an_array_the_operators_are_the_librarys()
    {
        var source = Numbers;

        ShouldBeView(source.Select(n => n + 1));
        ShouldBeView(source.Select((n, i) => n + i));
        ShouldBeView(source.Select(int.Abs));
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Take(1..));
        ShouldBeView(source.Slice(1..));
        ShouldBeView(source.Concat(Numbers));
        ShouldBeView(source.Concat([4, 5]));
        ShouldBeView(source.Zip(Numbers));
        ShouldBeView(source.Zip(Numbers, (a, b) => a + b));
        ShouldBeView(source.Zip(Numbers, Numbers));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.Batch(2, dropLast: true));
        ShouldBeView(source.Batch(2, pad: 0));
        ShouldBeView(source.Batch(2, batch => batch.Sum()));
        ShouldBeView(source.Batch(2, batch => batch[^1]));
        ShouldBeView(source.Batch(2, Enumerable.Sum));
        ShouldBeView(source.Gather([0]));
        ShouldBeView(source.AsView());
        ShouldBeView(source.SelectWithRandom((n, random) => n + random.Next(), 1));
        ShouldBeView(source.Recover(e => -1));
        ShouldBeView(source.AsResults());
        ShouldBe<FilteredView<int>>(source.Filter(n => n > 1));
        ShouldBe<FilteredView<int>>(source.Filter(int.IsOddInteger));
        ShouldBeView(Seq.Collate([source, source]));
        ShouldBeView(Seq.Mix([source, [1, 2]], [1, 2]));
        ShouldBeView(from n in source select n + 1);
    }

    [Test]
    public void On_a_list_the_operators_are_the_librarys()
    {
        List<int> source = [1, 2, 3];

        ShouldBeView(source.Select(n => n + 1));
        ShouldBeView(source.Select((n, i) => n + i));
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Take(1..));
        ShouldBeView(source.Slice(1..));
        ShouldBeView(source.Concat(Numbers));
        ShouldBeView(source.Concat([4, 5]));
        ShouldBeView(source.Zip(Numbers));
        ShouldBeView(source.Zip(Numbers, (a, b) => a + b));
        ShouldBeView(source.Zip(Numbers, Numbers));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.Batch(2, pad: 0));
        ShouldBeView(source.Batch(2, batch => batch.Sum()));
        ShouldBeView(source.Gather([0]));
        ShouldBeView(source.AsView());
        ShouldBeView(from n in source select n + 1);
    }

    [Test]
    public void On_a_read_only_collection_the_operators_are_the_librarys()
    {
        ReadOnlyCollection<int> source = new(Numbers);

        ShouldBeView(source.Select(n => n + 1));
        ShouldBeView(source.Select((n, i) => n + i));
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Take(1..));
        ShouldBeView(source.Slice(1..));
        ShouldBeView(source.Reverse());
        ShouldBeView(source.Concat(source));
        ShouldBeView(source.Zip(source));
        ShouldBeView(source.Zip(source, (a, b) => a + b));
        ShouldBeView(source.Zip(source, source));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.Gather([0]));
        ShouldBeView(source.AsView());
        ShouldBeView(from n in source select n + 1);
    }

    [Test]
    public void On_a_read_only_list_the_operators_are_the_librarys()
    {
        IReadOnlyList<int> source = Numbers;

        ShouldBeView(source.Select(n => n + 1));
        ShouldBeView(source.Select((n, i) => n + i));
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Take(1..));
        ShouldBeView(source.Slice(1..));
        ShouldBeView(source.Reverse());
        ShouldBeView(source.Concat(source));
        ShouldBeView(source.Zip(source));
        ShouldBeView(source.Zip(source, (a, b) => a + b));
        ShouldBeView(source.Zip(source, source));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.Gather([0]));
        ShouldBeView(source.AsView());
        ShouldBeView(from n in source select n + 1);
    }

    [Test]
    public void On_a_view_the_operators_are_the_librarys()
    {
        var source = Seq.Range(0, 3);

        ShouldBeView(source.Select(n => n + 1));
        ShouldBeView(source.Select((n, i) => n + i));
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Take(1..));
        ShouldBeView(source.Slice(1..));
        ShouldBeView(source.Slice(1, 1));
        ShouldBeView(source[1..]);
        ShouldBeView(source.Reverse());
        ShouldBeView(source.Concat(source));
        ShouldBeView(source.Concat([4, 5]));
        ShouldBeView(source.Zip(source));
        ShouldBeView(source.Zip(source, (a, b) => a + b));
        ShouldBeView(source.Zip(source, source));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.Batch(2, pad: 0));
        ShouldBeView(source.Batch(2, batch => batch.Sum()));
        ShouldBeView(source.Gather([0]));
        ShouldBeView(source.AsView());
        ShouldBeView(from n in source select n + 1);
        ShouldBeView(from n in source let m = n + 1 select m);
    }

    [Test]
    public void Operators_whose_length_needs_a_scan_stay_linqs()
    {
        var source = Seq.Range(0, 3);

        ShouldBeLinqs(source.Where(n => n > 0));
        ShouldBeLinqs(source.SelectMany(n => Numbers));
        ShouldBeLinqs(source.Distinct());
        ShouldBeLinqs(source.OrderBy(n => -n));
        ShouldBeLinqs(source.AsEnumerable());
        ShouldBeLinqs(from n in source where n > 0 select n + 1);
        ShouldBeLinqs(from a in source from b in source select a + b);
    }

    [Test]
    public void After_where_the_operators_are_linqs()
    {
        var source = Numbers.Where(n => n > 1);

        ShouldBeLinqs(source.Select(n => n + 1));
        ShouldBeLinqs(source.Skip(1));
        ShouldBeLinqs(source.Take(1));
        ShouldBeLinqs(source.Take(1..));
        ShouldBeLinqs(source.Reverse());
        ShouldBeLinqs(source.Concat(Numbers));
        ShouldBeLinqs(source.Zip(Numbers));
        ShouldBeLinqs(Numbers.Concat(source));
        ShouldBeLinqs(Numbers.Zip(source));
        ShouldBeLinqs(Numbers.Zip(source, (a, b) => a + b));
    }

    [Test]
    public void On_an_enumerable_the_operators_are_linqs()
    {
        IEnumerable<int> source = Numbers;

        ShouldBeLinqs(source.Select(n => n + 1));
        ShouldBeLinqs(source.Skip(1));
        ShouldBeLinqs(source.Take(1));
        ShouldBeLinqs(source.Take(1..));
        ShouldBeLinqs(source.Reverse());
        ShouldBeLinqs(source.Concat(Numbers));
        ShouldBeLinqs(source.Zip(Numbers));
        ShouldBeLinqs(from n in source select n + 1);
    }

    [Test]
    public void On_a_writable_list_interface_the_operators_are_linqs_until_it_is_viewed()
    {
        IList<int> source = Numbers;

        ShouldBeLinqs(source.Select(n => n + 1));
        ShouldBeLinqs(source.Skip(1));
        ShouldBeLinqs(source.Take(1));
        ShouldBeLinqs(source.Reverse());
        ShouldBeLinqs(source.Concat(Numbers));
        ShouldBeLinqs(source.Zip(Numbers));
        ShouldBeLinqs(from n in source select n + 1);
        ShouldBeView(source.AsView());
        ShouldBeView(source.AsView().Select(n => n + 1));
    }

    [Test]
    public void On_a_string_the_operators_are_linqs_until_it_is_viewed()
    {
        const string source = "abc";

        ShouldBeLinqs(source.Select(c => c));
        ShouldBeLinqs(source.Skip(1));
        ShouldBeLinqs(source.Take(1));
        ShouldBeLinqs(source.Reverse());
        ShouldBeLinqs(source.Concat("d"));
        ShouldBeLinqs(source.Zip("def"));
        ShouldBeView(source.AsView());
        ShouldBeView(source.AsView().Reverse());
    }

    [Test]
    public void On_an_immutable_array_select_is_its_own_until_it_is_viewed()
    {
        ImmutableArray<int> source = [1, 2, 3];

        ShouldBeLinqs(source.Select(n => n + 1));
        ShouldBeLinqs(from n in source select n + 1);
        ShouldBeView(source.Skip(1));
        ShouldBeView(source.Take(1));
        ShouldBeView(source.Reverse());
        ShouldBeView(source.Concat(Numbers));
        ShouldBeView(source.Zip(Numbers));
        ShouldBeView(source.Batch(2));
        ShouldBeView(source.AsView());
        ShouldBeView(source.AsView().Select(n => n + 1));
    }

    [Test]
    public void Reverse_on_an_array_is_the_frameworks_until_it_is_viewed()
    {
        int[] source = [1, 2, 3];

        ShouldBeView(source.AsView().Reverse());
#if NET10_0_OR_GREATER
        ShouldBeLinqs(source.Reverse());
#else
        source.Reverse();
        source.ShouldBe([3, 2, 1]);
#endif
    }

    [Test]
    public void Reverse_on_a_list_is_its_own_until_it_is_viewed()
    {
        List<int> source = [1, 2, 3];

        ShouldBeView(source.AsView().Reverse());
        source.Reverse();
        source.ShouldBe([3, 2, 1]);
    }

    [Test]
    public void The_terminal_operators_on_a_view_are_linqs_or_as_linqs()
    {
        var source = Seq.Range(0, 3);
        var filtered = Numbers.Filter(n => n > 1);
        var texts = new[] { "a" }.AsView();

        ShouldBe<int>(filtered.First());
        ShouldBe<int>(filtered.First(n => n > 1));
        ShouldBe<int>(filtered.FirstOrDefault());
        ShouldBe<int>(filtered.FirstOrDefault(n => n > 1));
        ShouldBe<int>(filtered.FirstOrDefault(-1));
        ShouldBe<int>(filtered.FirstOrDefault(n => n > 1, -1));
        ShouldBe<int>(filtered.ElementAtOrDefault(1));
        ShouldBe<int>(filtered.ElementAtOrDefault(^1));
        ShouldBe<bool>(filtered.Any());
        ShouldBe<bool>(filtered.Any(n => n > 1));
        ShouldBe<string?>(texts.FirstOrDefault());
        ShouldBe<string>(texts.FirstOrDefault("b"));

        ShouldBe<int>(source.First());
        ShouldBe<int>(source.Last());
        ShouldBe<int>(source.ElementAt(^1));
        ShouldBe<int>(source.Count());
        ShouldBe<bool>(source.Any());
        ShouldBe<bool>(source.Contains(2));
        ShouldBe<int[]>(source.ToArray());
        ShouldBe<List<int>>(source.ToList());
    }

    [Test]
    public void A_view_fits_where_a_sequence_is_asked_for()
    {
        IEnumerable<int> sequence = Numbers.Select(n => n + 1);
        IReadOnlyList<int> list = Numbers.Select(n => n + 1);

        sequence.ShouldBe([2, 3, 4]);
        list.ShouldBe([2, 3, 4]);
    }

    [TestCase("int[]", "TSource[]")]
    [TestCase("List<int>", "List<TSource>")]
    [TestCase("IList<int>", "IEnumerable<TSource>")]
    [TestCase("IReadOnlyList<int>", "IReadOnlyList<TSource>")]
    [TestCase("ReadOnlyCollection<int>", "IReadOnlyList<TSource>")]
    [TestCase("Collection<int>", "IReadOnlyList<TSource>")]
    [TestCase("SeqView<int>", "IReadOnlyList<TSource>")]
    [TestCase("ImmutableArray<int>", "ImmutableArray<TSource>")]
    [TestCase("ImmutableList<int>", "IReadOnlyList<TSource>")]
    [TestCase("ReadOnlyMemory<int>", "ReadOnlyMemory<TSource>")]
    [TestCase("ArraySegment<int>", "IReadOnlyList<TSource>")]
    [TestCase("string", "string")]
    public void AsView_has_an_overload_for(string receiver, string overload)
    {
        var tree = CSharpCode.Parse($"_ = default({receiver})!.AsView();");
        var compilation = CSharpCode.Compile(tree, OutputKind.ConsoleApplication);
        CSharpCode.ProblemsOf(compilation).ShouldBeEmpty();

        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single();
        var method = (IMethodSymbol)compilation.GetSemanticModel(tree).GetSymbolInfo(call).Symbol!;

        var definition = method.ReducedFrom!.OriginalDefinition;
        definition.Parameters[0].Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).ShouldBe(overload);
    }

    private static void ShouldBeView<T>(T result) => DefinitionOf<T>(result).ShouldBe(typeof(SeqView<>));

    private static void ShouldBeLinqs<T>(T result) =>
        DefinitionOf<T>(result).ShouldBeOneOf(typeof(IEnumerable<>), typeof(IOrderedEnumerable<>));

    private static void ShouldBe<TExpected>(TExpected result) => result.ShouldBeOfType<TExpected>();

    private static Type DefinitionOf<T>(T _) => typeof(T).GetGenericTypeDefinition();
}
