using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class RandomResultTests
{
    private const string Data = """

        static class Data
        {
            public static int[] Numbers { get; } = [1, 2, 3];
            public static (int, int)[] Pairs { get; } = [(1, 2)];
            public static readonly Random Generator = new(1);
            public static int Draw(int n, Random random) => random.Next(n);
        }
        """;

    [TestCase("var view = Data.Numbers.Select(n => [|Random.Shared.Next(n)|]);")]
    [TestCase("var view = from n in Data.Numbers select [|Random.Shared.Next(n)|];")]
    [TestCase("var view = Data.Numbers.Select(n => [|new Random().Next(n)|]);")]
    [TestCase("var view = Data.Numbers.Select(n => Data.Draw(n, [|Random.Shared|]));")]
    [TestCase("var view = Data.Numbers.Select(n => { var random = [|new Random()|]; return random.Next(n); });")]
    [TestCase("var random = new Random(1); var view = Data.Numbers.Select(n => [|random.Next(n)|]);")]
    [TestCase("var view = Data.Numbers.Select(n => [|Data.Generator.Next(n)|]);")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]);")]
    [TestCase(
        "var view = Data.Numbers.Select(n => [|System.Security.Cryptography.RandomNumberGenerator.GetInt32(n)|]);")]
    [TestCase("var view = Data.Numbers.Zip(Data.Numbers, (a, b) => [|Random.Shared.Next(a, b)|]);")]
    [TestCase("var view = Data.Pairs.SelectTuple((a, b) => [|Random.Shared.Next(a, b)|]);")]
    [TestCase("var view = Seq.Generate(3, i => [|Random.Shared.Next(i)|]);")]
    [TestCase("var random = new Random(1); var view = Seq.Generate(3, [|random.Next|]);")]
    [TestCase(
        "var view = Data.Numbers.SelectAsync(async n => { await Task.Yield(); return [|Random.Shared.Next(n)|]; });")]
    [TestCase("var view = Data.Numbers.Select(n => Enumerable.Range(0, n).Sum(m => [|Random.Shared.Next(m)|]));")]
    [TestCase("var view = Data.Numbers.Select(n => [|Random.Shared.Next(n)|]).AsPrefetched();")]
    public Task What_differs_from_read_to_read_is_found(string program) => Finds(program);

    [TestCase("var view = Data.Numbers.Select(n => new Random(n).Next());")]
    [TestCase("var view = Data.Numbers.Select(n => { var random = new Random(n); return random.Next(); });")]
    [TestCase("var view = Data.Numbers.SelectWithRandom((n, random) => random.Next(n), seed: 1);")]
    [TestCase("var view = Data.Numbers.Shuffle(Random.Shared.Next());")]
    [TestCase("var view = new[] { new Random(1) }.Select(random => random.Next());")]
    [TestCase("var view = Data.Numbers.Tap(n => Console.Write(Random.Shared.Next()));")]
    [TestCase("var read = Data.Numbers.Where(n => n > 1).Select(n => Random.Shared.Next(n));")]
    public Task What_does_not_is_none(string program) => Finds(program);

    [TestCase("var read = Data.Numbers.Select(n => Guid.NewGuid()).ToList();")]
    [TestCase("var read = Data.Numbers.Select(n => Random.Shared.Next(n)).Skip(1).ToArray();")]
    [TestCase("var read = Data.Numbers.Select(n => Random.Shared.Next(n)).OrderBy(n => n).ToList();")]
    [TestCase("var read = Data.Numbers.Select(n => Guid.NewGuid()).ToDictionary(id => id);")]
    [TestCase("var read = Data.Numbers.Select(n => Random.Shared.Next(n)).Memoize();")]
    [TestCase("var read = Data.Numbers.Select(n => Random.Shared.Next(n)).Sum();")]
    [TestCase("foreach (var id in Data.Numbers.Select(n => Guid.NewGuid())) { }")]
    [TestCase("var read = new HashSet<Guid>(Data.Numbers.Select(n => Guid.NewGuid()));")]
    [TestCase("Guid[] read = [.. Data.Numbers.Select(n => Guid.NewGuid())];")]
    [TestCase("var read = string.Join(\" \", Data.Numbers.Select(n => Guid.NewGuid()));")]
    public Task What_is_read_once_and_kept_may_be_random(string program) => Finds(program);

    [TestCase(
        "var view = Data.Numbers.Select(n => [|Random.Shared.Next(n)|]);",
        "var view = Data.Numbers.SelectWithRandom((n, random) => random.Next(n), seed: 0);")]
    [TestCase(
        "var random = 1;\nvar view = Data.Numbers\n    .Select((int n) => // one\n"
            + "        [|new Random().Next(n)|] + [|Random.Shared.Next()|])\n    .Batch(2);",
        "var random = 1;\nvar view = Data.Numbers\n    .SelectWithRandom((int n, Random random2) => // one\n"
            + "        random2.Next(n) + random2.Next(), seed: 0)\n    .Batch(2);")]
    [TestCase(
        "var view = Data.Numbers.Select(n => Data.Draw(n, [|Random.Shared|]));",
        "var view = Data.Numbers.SelectWithRandom((n, random) => Data.Draw(n, random), seed: 0);")]
    public Task The_view_brings_a_generator(string program, string expected) =>
        UsersCode.Fix<RandomResultAnalyzer, RandomResultCodeFixProvider>(program + Data, expected + Data);

    [TestCase("var view = Data.Numbers.Select((n, i) => [|Random.Shared.Next(n)|]);")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]);")]
    [TestCase("var view = Data.Numbers.Select(n => [|Data.Generator.Next(n)|]);")]
    [TestCase("var view = Data.Numbers.SelectAsync(n => Task.FromResult(n)).Select(n => [|Random.Shared.Next(n)|]);")]
    public Task Another_has_no_fix(string program) =>
        UsersCode.HasNoFix<RandomResultAnalyzer, RandomResultCodeFixProvider>(program + Data);

    [TestCase("var read = Data.Numbers.Select(n => Guid.NewGuid()).ToImmutableArray();")]
    [TestCase("var read = Data.Numbers.Select(n => Guid.NewGuid()).ToImmutableList();")]
    [TestCase("var read = ImmutableArray.CreateRange(Data.Numbers.Select(n => Guid.NewGuid()));")]
    [TestCase("var read = System.Collections.Frozen.FrozenSet.ToFrozenSet(Data.Numbers.Select(n => Guid.NewGuid()));")]
    [TestCase("List<Guid> read = []; read.AddRange(Data.Numbers.Select(n => Guid.NewGuid()));")]
    [TestCase("var read = await Data.Numbers.SelectAsync(n => Task.FromResult(Random.Shared.Next(n))).ToListAsync();")]
    [TestCase("var view = Data.Numbers.Select(n => Guid.NewGuid()); var read = view.ToList();")]
    [TestCase("var view = Data.Numbers.Select(n => Guid.NewGuid()); var read = view.Skip(1).ToArray();")]
    [TestCase("for (var epoch = 0; epoch < 2; epoch++) { var view = Data.Numbers.Select(n => Guid.NewGuid()); "
        + "foreach (var id in view) { } }")]
    [TestCase("int[]? numbers = Data.Numbers; Guid[] read = [.. numbers?.Select(n => Guid.NewGuid()) ?? []];")]
    public Task So_may_what_a_collection_or_a_local_takes(string program) => Finds(program);

    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]); var one = view.ToList(); var two = view[0];")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]); var one = view[0];")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]); var next = view.Skip(1);")]
    [TestCase("var views = new List<SeqView<Guid>>(); views.Add(Data.Numbers.Select(n => [|Guid.NewGuid()|]));")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]); "
        + "for (var epoch = 0; epoch < 2; epoch++) { foreach (var id in view) { } }")]
    [TestCase("var view = Data.Numbers.Select(n => [|Guid.NewGuid()|]); Func<Guid[]> read = () => view.ToArray();")]
    public Task A_local_that_is_read_by_index_or_again_is_found(string program) => Finds(program);

    [TestCase("var view = Data.Numbers.Select(n => Data.Numbers.Select(m => [|Random.Shared.Next(m)|]).ToArray());")]
    [TestCase("var view = Data.Numbers.Select(n => Data.Numbers.Select(m => [|Guid.NewGuid()|]).Memoize());")]
    [TestCase("var view = Data.Numbers.Select(n => { var sum = 0; "
        + "foreach (var drawn in Data.Numbers.Select(m => [|Random.Shared.Next(m)|])) { sum += drawn; } "
        + "return sum; });")]
    public Task What_is_kept_within_a_function_is_made_anew_with_it(string program) => Finds(program);

    [TestCase(
        "var read = Data.Numbers.Select(n => Data.Numbers.Select(m => Random.Shared.Next(m)).ToArray()).ToArray();")]
    [TestCase("var view = Data.Numbers.Select(n => { var random = new Random(n); "
        + "return Data.Numbers.Select(m => random.Next(m)).ToArray(); });")]
    [TestCase("var view = Data.Numbers.Tap(n => "
        + "Console.Write(Data.Numbers.Select(m => Random.Shared.Next(m)).ToArray().Length));")]
    public Task What_is_kept_within_and_around_is_not(string program) => Finds(program);

    [Test]
    public Task A_static_function_inside_has_no_fix() => Another_has_no_fix(
        "var view = Data.Numbers.Select(n => { Func<int> draw = static () => [|Random.Shared.Next()|]; "
        + "return draw(); });");

    [Test]
    public Task A_generator_may_be_named_without_its_type() =>
        UsersCode.Fix<RandomResultAnalyzer, RandomResultCodeFixProvider>(
            "using static System.Random; var view = Data.Numbers.Select(n => [|Shared.Next(n)|]);" + Data,
            "using static System.Random; var view = Data.Numbers"
                + ".SelectWithRandom((n, random) => random.Next(n), seed: 0);" + Data);

    private static Task Finds(string program) => UsersCode.Check<RandomResultAnalyzer>(program + Data);
}
