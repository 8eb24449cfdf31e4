using Microsoft.CodeAnalysis.CSharp;
using SeqTools.Linq.Analyzers.Rules;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class ReversedInPlaceTests
{
    private const string Data = """

        static class Data
        {
            public static List<int> List { get; } = [1, 2, 3];
            public static int[] Array { get; } = [1, 2, 3];
            public static List<int>[] Lists { get; } = [[1], [2]];
            public static int[][] Arrays { get; } = [[1], [2]];
            public static void Take(IEnumerable<int> numbers) { }
        }
        """;

    [TestCase("var view = Data.List.[|Reverse()|];")]
    [TestCase("var view = Data.List.[|Reverse()|].Select(n => n);")]
    [TestCase("IReadOnlyList<int> view = Data.List.[|Reverse()|];")]
    [TestCase("Data.Take(Data.List.[|Reverse()|]);")]
    [TestCase("foreach (var n in Data.List.[|Reverse()|]) { }")]
    [TestCase("object Read() => Data.List.[|Reverse()|];")]
    public Task A_list_that_is_to_be_read_from_its_end_is_found(string program) => Finds(program, compiles: false);

#if !NET10_0_OR_GREATER
    [TestCase("var view = Data.Array.[|Reverse()|];")]
    [TestCase("foreach (var n in Data.Array.[|Reverse()|]) { }")]
    public Task An_array_is_where_it_is_taken_for_a_span(string program) =>
        UsersCode.Check<ReversedInPlaceAnalyzer>(program + Data, compiles: false, language: LanguageVersion.CSharp14);
#endif

    [TestCase("var view = Data.Lists.Select(list => { [|list.Reverse()|]; return list; });")]
    [TestCase("var view = Data.Lists.Select(list => { [|list.Reverse(0, 1)|]; return list; });")]
    [TestCase("var view = Data.Lists.Tap(list => [|list.Reverse()|]);")]
    [TestCase("var view = Data.Arrays.Select(array => { [|Array.Reverse(array)|]; return array; });")]
    [TestCase("var view = Data.Arrays.Select((array, i) => { [|Array.Reverse(array, 0, i)|]; return array; });")]
    [TestCase("var view = Data.Arrays.Select(array => { [|array.AsSpan().Reverse()|]; return array; });")]
    [TestCase(
        "var view = Data.Arrays.AsView().Select(delegate (int[] array) { [|Array.Reverse(array)|]; return 0; });")]
    [TestCase("var view = Data.Arrays.SelectWith(() => new int[3], (state, array) => "
        + "{ Array.Reverse(state); [|Array.Reverse(array)|]; return 0; });")]
    public Task An_element_that_a_function_reverses_is_found(string program) => Finds(program);

    [TestCase("Data.List.Reverse();")]
    [TestCase("Array.Reverse(Data.Array);")]
    [TestCase("Data.Array.AsSpan().Reverse();")]
    [TestCase("Action reverse = () => Data.List.Reverse();")]
    [TestCase("void Reverse() => Data.List.Reverse();")]
    [TestCase("List<int>? list = Data.List; list?.Reverse();")]
    public Task A_statement_may_mean_it(string program) => Finds(program);

    [TestCase("var view = Data.Lists.Select(list => { var copy = list.ToList(); copy.Reverse(); return copy; });")]
    [TestCase("var view = Data.Arrays.Select(array => { array = [.. array]; return array; });")]
    [TestCase("var view = Data.List.AsView().Reverse();")]
    [TestCase("var view = Data.Arrays.Select(array => array.AsView().Reverse());")]
    [TestCase("Data.Lists.ToList().ForEach(list => list.Reverse());")]
    public Task Another_list_is_not_an_element(string program) => Finds(program);

    [TestCase("var view = Data.List.[|Reverse()|];", "var view = Data.List.AsView().Reverse();")]
    [TestCase(
        "var view = Data.List // all\n    .[|Reverse()|]\n    .Select(n => n);",
        "var view = Data.List.AsView() // all\n    .Reverse()\n    .Select(n => n);")]
    [TestCase(
        "foreach (var n in new List<int> { 1 }.[|Reverse()|]) { }",
        "foreach (var n in new List<int> { 1 }.AsView().Reverse()) { }")]
    public Task The_list_is_viewed(string program, string expected) =>
        UsersCode.Fix<ReversedInPlaceAnalyzer, ReversedInPlaceCodeFixProvider>(
            program + Data, expected + Data, compiles: false);

    [TestCase("var view = Data.Lists.Select(list => { list = list.ToList(); list.Reverse(); return list; });")]
    [TestCase("var view = Data.Lists.Select(list => { list = [.. list]; list.Reverse(); return list; });")]
    [TestCase("var view = Data.Arrays.Select(array => { array = [.. array]; Array.Reverse(array); return array; });")]
    public Task A_parameter_that_holds_a_copy_is_not_an_element(string program) => Finds(program);

    [TestCase("var view = Data.Lists.Select(list => { [|list.Reverse()|]; list = list.ToList(); return list; });")]
    [TestCase("var view = Data.Lists.Select(list => { list ??= []; [|list.Reverse()|]; return list; });")]
    public Task A_parameter_that_may_still_hold_it_is(string program) => Finds(program);

    [TestCase("var view = Data.Lists.Select(list => list.[|Reverse()|]);")]
    [TestCase("var view = Data.Lists.Select((list, i) => list.[|Reverse()|]);")]
    [TestCase("var view = from list in Data.Lists select list.[|Reverse()|];")]
    [TestCase("var view = Data.Lists.Where(list => list.Count > 1).Select(list => list.[|Reverse()|]);")]
    public Task An_element_whose_reverse_is_wanted_is_found(string program) => Finds(program, compiles: false);

    [TestCase("var view = Data.Lists.Tap(list => list.Reverse(), \"no such parameter\", 2, 3);")]
    [TestCase("var view = Data.Lists.Nothing(list => list.Reverse());")]
    public Task Another_mistake_in_the_call_is_another(string program) =>
        Finds(program, compiles: false);

    [TestCase(
        "var view = Data.Lists.Select(list => list.[|Reverse()|]);",
        "var view = Data.Lists.Select(list => list.AsView().Reverse());")]
    [TestCase(
        "var view = from list in Data.Lists select list.[|Reverse()|];",
        "var view = from list in Data.Lists select list.AsView().Reverse();")]
    public Task The_element_is_viewed(string program, string expected) =>
        UsersCode.Fix<ReversedInPlaceAnalyzer, ReversedInPlaceCodeFixProvider>(
            program + Data, expected + Data, compiles: false);

    [TestCase("var view = Data.Lists.Select([|Turn|]); "
        + "List<int> Turn(List<int> list) { list.Reverse(); return list; }")]
    [TestCase("var view = Data.Lists.Select([|Own.Turn|]); "
        + "static class Own { public static List<int> Turn(List<int> list) { list.Reverse(); return list; } }")]
    [TestCase("var view = Data.Arrays.Tap([|Turn|]); void Turn(int[] array) => Array.Reverse(array);")]
    [TestCase("var view = Data.Arrays.Tap([|Turn|]); void Turn<T>(T[] array) => Array.Reverse(array);")]
    public Task So_is_one_that_a_method_reverses(string program) => Finds(program);

    [TestCase("var view = Data.Lists.Select(Turn); "
        + "List<int> Turn(List<int> list) { list = list.ToList(); list.Reverse(); return list; }")]
    [TestCase("var view = Data.Lists.Select(Turn); "
        + "List<int> Turn(List<int> list) { var copy = list.ToList(); copy.Reverse(); return copy; }")]
    [TestCase("var view = Data.Lists.SelectWith(() => new List<int>(), Turn); "
        + "int Turn(List<int> state, List<int> list) { state.Reverse(); return list[0]; }")]
    [TestCase("Data.Lists.ToList().ForEach(Turn); void Turn(List<int> list) => list.Reverse();")]
    public Task A_method_that_reverses_another_is_none(string program) => Finds(program);

    [TestCase(
        "List<int>? list = Data.List; var view = list?.[|Reverse()|];",
        "List<int>? list = Data.List; var view = list?.AsView().Reverse();")]
    [TestCase(
        "var view = Data.List // all\n    // backwards\n    .[|Reverse()|];",
        "var view = Data.List.AsView() // all\n    // backwards\n    .Reverse();")]
    public Task What_is_around_stays(string program, string expected) => The_list_is_viewed(program, expected);

    private static Task Finds(string program, bool compiles = true) =>
        UsersCode.Check<ReversedInPlaceAnalyzer>(program + Data, compiles: compiles);
}
