using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class StateForOneReadTests
{
    private const string Data = """

        static class Data
        {
            public static SeqView<int> View { get; } = Seq.Range(0, 10);
            public static int[] Array { get; } = [1, 2, 3];
            public static AsyncSeqView<int> Awaited => View.SelectAsync(n => Task.FromResult(n));
            public static void Use(object value) { }
        }
        """;

    [TestCase("var read = Data.View.[|AsPrefetched()|][3];")]
    [TestCase("var read = Data.View.[|AsPrefetched(2, 8)|][^1];")]
    [TestCase("var read = Data.View.[|AsCached(4)|].ElementAt(3);")]
    [TestCase("var read = Data.View.[|Memoize()|].First();")]
    [TestCase("var read = Data.Array.[|Memoize()|].Last();")]
    [TestCase("var read = await Data.Awaited.[|AsPrefetched()|].GetAsync(3);")]
    [TestCase("var read = Data.View.Batch(2).[|AsPrefetched()|][1];")]
    [TestCase("var view = Data.Array.Select(i => Data.View.[|AsPrefetched()|][i]);")]
    public Task What_is_made_and_read_at_once_is_found(string program) => Finds(program);

    [TestCase("for (var i = 0; i < 3; i++) { var ahead = Data.View.[|AsPrefetched()|]; Data.Use(ahead[i]); }")]
    [TestCase("foreach (var i in Data.Array) { using var ahead = Data.View.[|AsPrefetched()|]; Data.Use(ahead[i]); }")]
    [TestCase("var view = Data.Array.Select(i => { var kept = Data.View.[|Memoize()|]; return kept[i] + kept[0]; });")]
    public Task A_local_of_a_loop_or_a_selector_that_is_read_there_is_found(string program) => Finds(program);

    [TestCase("class Pipeline { public SeqView<int> Numbers => Data.View.[|Memoize()|]; }")]
    [TestCase("class Pipeline { public SeqView<int> Numbers { get { return Data.View.[|AsCached(2)|]; } } }")]
    public Task The_value_of_a_property_is_found(string program) => Finds("_ = 1;" + program);

    [TestCase("for (var epoch = 0; epoch < 3; epoch++) { using var ahead = Data.View.Shuffle(epoch).AsPrefetched(); "
        + "for (var i = 0; i < ahead.Count; i++) { Data.Use(ahead[i]); } }")]
    [TestCase("foreach (var n in Data.View.AsPrefetched()) { }")]
    [TestCase("var read = Data.View.AsPrefetched().ToArray();")]
    [TestCase("var read = Data.View.AsPrefetched().Sum();")]
    [TestCase("var read = Data.View.AsPrefetched()[1..3];")]
    [TestCase("var read = Data.View.AsPrefetched().First(n => n > 2);")]
    [TestCase("using var ahead = Data.View.AsPrefetched(); Data.Use(ahead[3]);")]
    [TestCase(
        "foreach (var i in Data.Array) { var ahead = Data.View.AsPrefetched(); Data.Use(ahead[i]); Data.Use(ahead); }")]
    public Task What_is_read_on_is_kept_for_a_reason(string program) => Finds(program);

    [TestCase("class Pipeline { public SeqView<int> Numbers() => Data.View.Memoize(); }")]
    [TestCase("class Pipeline { public SeqView<int> Numbers { get; } = Data.View.Memoize(); }")]
    [TestCase("class Pipeline { SeqView<int>? kept; public SeqView<int> Numbers => kept ??= Data.View.Memoize(); }")]
    [TestCase("class Pipeline { public SeqView<int> Numbers => Data.View.Select(n => n); }")]
    public Task A_member_that_is_made_once_or_says_that_it_makes_is_none(string program) => Finds("_ = 1;" + program);

    [TestCase("var read = Data.View.[|AsPrefetched(2, 8)|][3]; // one", "var read = Data.View[3]; // one")]
    [TestCase("var read = Data.View.[|AsPrefetched()|][^1];", "var read = Data.View[^1];")]
    [TestCase("var read = Data.Array.[|Memoize()|].Last();", "var read = Data.Array.Last();")]
    [TestCase(
        "var read = await Data.Awaited.[|AsPrefetched()|].GetAsync(3);", "var read = await Data.Awaited.GetAsync(3);")]
    [TestCase(
        "var view = Data.Array.Select(i => Data.View.[|AsPrefetched()|][i]);",
        "var view = Data.Array.Select(i => Data.View[i]);")]
    [TestCase(
        "for (var i = 0; i < 3; i++) { var read = Data.View.Shuffle(i).[|AsPrefetched()|][0]; }",
        "for (var i = 0; i < 3; i++) { var read = Data.View.Shuffle(i)[0]; }")]
    public Task Without_a_loop_it_is_left_out(string program, string expected) => Fixes(program, expected);

    [TestCase(
        "foreach (var i in Data.Array)\n{\n    Data.Use(Data.View.[|AsPrefetched(2, 8)|][i]);\n}\n",
        "using var prefetched = Data.View.AsPrefetched(2, 8);\nforeach (var i in Data.Array)\n{\n"
            + "    Data.Use(prefetched[i]);\n}\n")]
    [TestCase(
        "var memoized = 0;\nfor (; ; )\n{\n    foreach (var i in Data.Array)\n    {\n"
            + "        Data.Use(Data.View.[|Memoize()|][i]);\n    }\n}\n",
        "var memoized = 0;\nvar memoized2 = Data.View.Memoize();\nfor (; ; )\n{\n"
            + "    foreach (var i in Data.Array)\n    {\n"
            + "        Data.Use(memoized2[i]);\n    }\n}\n")]
    [TestCase(
        "void Read()\n{\n    // Backwards.\n    for (var i = 3; i > 0; i--)\n    {\n"
            + "        var ahead = Data.View.[|AsPrefetched()|];\n        Data.Use(ahead[i]);\n    }\n}\n",
        "void Read()\n{\n    using var ahead = Data.View.AsPrefetched();\n    // Backwards.\n"
            + "    for (var i = 3; i > 0; i--)\n    {\n        Data.Use(ahead[i]);\n    }\n}\n")]
    [TestCase(
        "for (var epoch = 0; epoch < 3; epoch++)\n{\n    var seed = epoch;\n    foreach (var i in Data.Array)\n    {\n"
            + "        Data.Use(Data.View.Shuffle(seed).[|AsPrefetched()|][i]);\n    }\n}\n",
        "for (var epoch = 0; epoch < 3; epoch++)\n{\n    var seed = epoch;\n"
            + "    using var prefetched = Data.View.Shuffle(seed).AsPrefetched();\n"
            + "    foreach (var i in Data.Array)\n    {\n"
            + "        Data.Use(prefetched[i]);\n    }\n}\n")]
    public Task In_a_loop_it_is_made_before(string program, string expected) => Fixes(program, expected);

    [TestCase("class Pipeline { public SeqView<int> Numbers => Data.View.[|Memoize()|]; }")]
    public Task A_property_has_no_fix(string program) =>
        UsersCode.HasNoFix<StateForOneReadAnalyzer, StateForOneReadCodeFixProvider>("_ = 1;" + program + Data);

    [TestCase(
        "foreach (var i in Data.Array) { using (var ahead = Data.View.[|AsPrefetched()|]) { Data.Use(ahead[i]); } }")]
    [TestCase(
        "foreach (var i in Data.Array) { using PrefetchedView<int> ahead = Data.View.[|AsPrefetched()|]; "
        + "Data.Use(ahead[i]); ahead.Dispose(); }")]
    public Task What_each_turn_disposes_of_has_no_fix(string program) => HasNoFix(program);

    [TestCase(
        "foreach (var i in Data.Array)\n{\n    // It works ahead\n    // of us.\n"
            + "    using var ahead = Data.View.[|AsPrefetched()|]; // on two\n\n    Data.Use(ahead[i]);\n}\n",
        "// It works ahead\n// of us.\nusing var ahead = Data.View.AsPrefetched(); // on two\n"
            + "foreach (var i in Data.Array)\n{\n\n    Data.Use(ahead[i]);\n}\n")]
    [TestCase(
        "foreach (var i in Data.Array)\n{\n    SeqView<int> kept = Data.View.[|Memoize()|];\n"
            + "    Data.Use(kept[i]);\n}\n",
        "SeqView<int> kept = Data.View.Memoize();\nforeach (var i in Data.Array)\n{\n    Data.Use(kept[i]);\n}\n")]
    [TestCase(
        "foreach (var i in Data.Array)\n{\n    await using var ahead = Data.View.[|AsPrefetched()|];\n"
            + "    Data.Use(ahead[i]);\n}\n",
        "await using var ahead = Data.View.AsPrefetched();\nforeach (var i in Data.Array)\n{\n"
            + "    Data.Use(ahead[i]);\n}\n")]
    public Task A_declaration_moves_with_all_that_belongs_to_it(string program, string expected) =>
        Fixes(program, expected);

    [TestCase(
        "foreach (var i in Data.Array)\n{\n#if !SLOW\n    Data.Use(i);\n#endif\n"
        + "    using var ahead = Data.View.[|AsPrefetched()|];\n    Data.Use(ahead[i]);\n}\n")]
    [TestCase(
        "#if !SLOW\nData.Use(1);\n#endif\nforeach (var i in Data.Array)\n{\n"
        + "    Data.Use(Data.View.[|AsPrefetched()|][i]);\n}\n")]
    [TestCase(
        "foreach (var i in Data.Array) { PrefetchedView<int> ahead = Data.View.[|AsPrefetched()|], "
        + "other = Data.View.AsPrefetched(); Data.Use(ahead[i]); Data.Use(other); }")]
    [TestCase(
        "foreach (var i in Data.Array) { using var ahead = Data.View.[|AsPrefetched()|]; Data.Use(ahead[i]); } "
        + "foreach (var i in Data.Array) { using var ahead = Data.View.[|AsPrefetched()|]; Data.Use(ahead[i]); }")]
    [TestCase("var read = Data.View // all\n    .[|AsPrefetched()|][3];")]
    [TestCase("var read = SeqExtensions.[|Memoize(Data.View)|][1];")]
    public Task What_does_not_stand_alone_has_no_fix(string program) => HasNoFix(program);

    [TestCase("var read = (Data.View.[|AsPrefetched()|]).ElementAt(^1);", "var read = (Data.View).ElementAt(^1);")]
    [TestCase("var read = Data.View.[|AsPrefetched()|]![1];", "var read = Data.View![1];")]
    [TestCase(
        "foreach (var i in Data.Array)\n{\n    Data.Use(Data.View.[|AsPrefetched()|][i]);\n}\n\n"
            + "foreach (var i in Data.Array)\n{\n    Data.Use(Data.View.[|AsPrefetched()|][i]);\n}\n",
        "using var prefetched = Data.View.AsPrefetched();\nforeach (var i in Data.Array)\n{\n"
            + "    Data.Use(prefetched[i]);\n}\nusing var prefetched2 = Data.View.AsPrefetched();\n\n"
            + "foreach (var i in Data.Array)\n{\n    Data.Use(prefetched2[i]);\n}\n")]
    public Task Each_gets_a_form_that_compiles(string program, string expected) => Fixes(program, expected);

    [TestCase(
        "var view = Data.View; var n = 0; foreach (var i in Data.Array) "
            + "{ Data.Use(view.[|Memoize()|][i]); (view, n) = (view.Skip(1), 1); }",
        "var view = Data.View; var n = 0; foreach (var i in Data.Array) "
            + "{ Data.Use(view[i]); (view, n) = (view.Skip(1), 1); }")]
    [TestCase(
        "int[] values = [0, 1]; foreach (var i in Data.Array) "
            + "{ values[0] = i; Data.Use(values.Select(n => n * 10).[|Memoize()|][0]); }",
        "int[] values = [0, 1]; foreach (var i in Data.Array) "
            + "{ values[0] = i; Data.Use(values.Select(n => n * 10)[0]); }")]
    [TestCase(
        "List<int> values = [0, 1]; foreach (var i in Data.Array) "
            + "{ values.Add(i); Data.Use(values.Select(n => n * 10).[|Memoize()|][^1]); }",
        "List<int> values = [0, 1]; foreach (var i in Data.Array) "
            + "{ values.Add(i); Data.Use(values.Select(n => n * 10)[^1]); }")]
    [TestCase(
        "List<int> values = [0, 1]; var view = values.Select(n => n * 10); foreach (var i in Data.Array) "
            + "{ Data.Use(view.[|Memoize()|][^1]); Data.Use(values); }",
        "List<int> values = [0, 1]; var view = values.Select(n => n * 10); foreach (var i in Data.Array) "
            + "{ Data.Use(view[^1]); Data.Use(values); }")]
    [TestCase(
        "var view = Data.View; foreach (var i in Data.Array) { Data.Use(view.[|Memoize()|][i]); Next(); } "
            + "void Next() => view = view.Skip(1);",
        "var view = Data.View; foreach (var i in Data.Array) { Data.Use(view[i]); Next(); } "
            + "void Next() => view = view.Skip(1);")]
    [TestCase(
        "var view = Data.View; foreach (var i in Data.Array) { Data.Use(view.[|Memoize()|][i]); Next(ref view); } "
            + "void Next(ref SeqView<int> next) => next = next.Skip(1);",
        "var view = Data.View; foreach (var i in Data.Array) { Data.Use(view[i]); Next(ref view); } "
            + "void Next(ref SeqView<int> next) => next = next.Skip(1);")]
    public Task What_a_loop_may_change_is_not_made_before_it(string program, string expected) =>
        Fixes(program, expected);

    [TestCase(
        "int[] values = [0, 1];\nfor (var i = 0; i < values.Length; i++)\n{\n"
            + "    Data.Use(values.Select(n => n * 10).[|Memoize()|][i] + values[0] + values.Skip(1).Sum());\n}\n",
        "int[] values = [0, 1];\nvar memoized = values.Select(n => n * 10).Memoize();\n"
            + "for (var i = 0; i < values.Length; i++)\n{\n"
            + "    Data.Use(memoized[i] + values[0] + values.Skip(1).Sum());\n}\n")]
    public Task What_a_loop_only_reads_is(string program, string expected) => Fixes(program, expected);

    private static Task HasNoFix(string program) =>
        UsersCode.HasNoFix<StateForOneReadAnalyzer, StateForOneReadCodeFixProvider>(program + Data);

    private static Task Finds(string program) => UsersCode.Check<StateForOneReadAnalyzer>(program + Data);

    private static Task Fixes(string program, string expected) =>
        UsersCode.Fix<StateForOneReadAnalyzer, StateForOneReadCodeFixProvider>(program + Data, expected + Data);
}
